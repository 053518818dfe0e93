import { Person } from "../../support/person.ts";
import type { Asked, PagesOptions } from "../load/pages.ts";
import { Load } from "../load.ts";
import { Program } from "../program.ts";
import type { Ours } from "../ours.ts";
import type { Stage } from "../stage.ts";

const CONNECTIONS = 16;
const MESSAGES = 50;
const BODY = "Só falta a bancada 2, o conector do cabo deles parece solto. Alguém tem o alicate?";

/** The name of the figure. */
export const PAGES = "pages of a room with 50 messages";
/** The name of the figure. */
export const PAGES_AT_HALF = `${PAGES}, at half of that: p99`;

/** The page of a room, beside a page of the same size that is always the same. */
export async function roomPage({ results, times, quick }: Stage, ours: Ours): Promise<void> {
  const { person, path } = await talkedIn(ours);
  const page = await person.ask(path);
  await using constant = await Program.deno("rivals/constant_server.ts", String(page.text.length));
  await using load = new Load();
  const seconds = quick ? 1 : 3;
  const asks = { path, connections: CONNECTIONS, seconds };
  const all: (PagesOptions & { of: string })[] = [
    { ...asks, of: "a constant page", url: `http://127.0.0.1:${constant.line}` },
    { ...asks, of: ours.name, url: person.url, cookie: person.cookie },
  ];
  const perSecond = ({ pages, seconds }: Asked) => pages / seconds;
  for (const { of: _of, ...options } of all) await load.ask("pages", options);
  for (let time = 0; time < times; time++) {
    for (const { of, ...options } of all) {
      const most = perSecond(await load.ask("pages", options));
      const { delay } = await load.ask("pages", { ...options, perSecond: most / 2 });
      results.add({ what: PAGES, of, unit: "a second" }, most);
      results.add({ what: PAGES_AT_HALF, of, unit: "ms" }, delay.p99);
    }
  }
}

/** Somebody, and the room where they have said 50 things. */
export async function talkedIn(ours: Ours): Promise<{ person: Person; path: string }> {
  const [person] = await ours.people(1) as [Person];
  const id = await ours.room([person]);
  for (let n = 0; n < MESSAGES; n++) await person.post(id, BODY);
  const { slug } = (await person.rooms()).find((room) => room.id === id)!;
  return { person, path: `/r/${slug}` };
}
