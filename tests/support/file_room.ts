import type { TestBrowser, VisitorOptions } from "./browser.ts";
import { Chatter } from "./chatter.ts";
import { eventually } from "./eventually.ts";
import { FileTray } from "./file_tray.ts";
import type { Person } from "./person.ts";

/** A name of the LAN, under which a page may do less than over HTTPS. */
export const HOST = "sala.lan";

/** Somebody new at a browser that takes `HOST` for this machine, with files above their field. */
export async function come(
  browser: TestBrowser,
  port: number,
  { name = "Ana", ...options }: VisitorOptions & { name?: string } = {},
) {
  const ana = await Chatter.join(browser, `http://${HOST}:${port}`, name, options);
  await ana.settled();
  return { ana, tray: new FileTray(ana) };
}

/** The messages of a room that have files, each with its words and the names of its files. */
export async function shared(person: Person): Promise<[string, string[]][]> {
  const { id } = await person.room();
  const all = await person.wholeHistory(id);
  return all.filter(({ files }) => files).map(({ body, files }) => [
    body,
    files!.map(({ name }) => name),
  ]);
}

/** Resolves when these are the room's last messages with files: what is shown is stored a moment later. */
export async function stored(person: Person, ...last: [string, string[]][]): Promise<void> {
  const wanted = JSON.stringify(last);
  await eventually(async () =>
    JSON.stringify((await shared(person)).slice(-last.length)) === wanted
  );
}

/** The bytes of the newest file of the room. */
export async function newestFile(person: Person): Promise<Uint8Array<ArrayBuffer>> {
  const { id } = await person.room();
  const file = (await person.wholeHistory(id)).at(-1)?.files?.[0];
  const response = await fetch(`${person.url}/f/${file?.id}`, {
    headers: { cookie: person.cookie ?? "" },
  });
  return new Uint8Array(await response.arrayBuffer());
}

/** Uploads that a page has begun. */
export function begun({ visitor }: Chatter): number {
  return visitor.requests.filter((url) => new URL(url).pathname === "/tus").length;
}
