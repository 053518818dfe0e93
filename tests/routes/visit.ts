import { DOMParser } from "linkedom";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import { foldName } from "@/lib/chat/name.ts";
import type { RoomInput } from "@/lib/chat/rooms.ts";
import type { Browser, Fields, Pages } from "./pages.ts";

/** The password of whoever has one in these tests. */
export const PASSWORD = "jabuticaba doce";

/** Somebody comes in under a name. */
export async function signedIn(pages: Pages, name: string): Promise<Browser> {
  const browser = pages.browser();
  const { status } = await browser.post("/", { name });
  if (status !== 303) throw new Error(`${name} is not let in: ${status}`);
  return browser;
}

/** Marina, who opens the host's link. */
export async function host(pages: Pages): Promise<Browser> {
  const { url } = await pages.services.links.makeHost("http://sala.lan:8550");
  const browser = pages.browser();
  const fields = { name: "Marina", password: PASSWORD };
  const { status } = await browser.post(new URL(url).pathname, fields);
  if (status !== 303) throw new Error(`Marina is not made host: ${status}`);
  return browser;
}

/** An answer with its page, as it would be seen. */
export async function see(response: Response | Promise<Response>) {
  const { status, headers, body } = await response;
  const text = await new Response(body).text();
  return { status, headers, page: new DOMParser().parseFromString(text, "text/html") };
}

/** A page of a room. */
export async function room(browser: Browser, path = "/r/geral") {
  return (await see(browser.get(path))).page;
}

/** A page as it would be seen. */
export type Seen = Awaited<ReturnType<typeof room>>;

/** The texts of the messages on a page. */
export function textsOf(page: Seen): (string | null)[] {
  return [...page.querySelectorAll(".msg .txt")].map((one) => one.textContent);
}

/** The id that the message about to be written has. */
export function idOf(page: Seen): string {
  return page.querySelector("form.composer [name=id]")?.getAttribute("value") ?? "";
}

/** Sends a form, and where it leads; a refusal leads nowhere. */
export async function lead(browser: Browser, path: string, fields: Fields): Promise<string> {
  const response = await browser.post(path, fields);
  if (response.status !== 303) throw new Error(`${path} is refused: ${response.status}`);
  return response.headers.get("location") ?? "";
}

/** Writes a message by the form. */
export async function say(browser: Browser, body: string, path = "/r/geral"): Promise<void> {
  await lead(browser, path, { id: idOf(await room(browser, path)), body });
}

/** Who has this name. */
export async function personNamed({ services }: Pages, name: string): Promise<User> {
  const known = await services.store.people.credentials(foldName(name));
  if (known === undefined) throw new Error(`${name} is not here`);
  return known.user;
}

/** Makes a room in somebody's name. */
export async function createRoom(pages: Pages, name: string, input: RoomInput): Promise<Room> {
  return await pages.services.rooms.create(await personNamed(pages, name), input);
}

/** The room that everybody is in, as somebody sees it. */
export async function firstRoom(pages: Pages, name: string): Promise<Room> {
  const { id } = await personNamed(pages, name);
  return await pages.services.chat.room(id, { slug: FIRST_ROOM });
}

/** The same person, at another browser, where the password was not given of late. */
export async function unconfirmed(pages: Pages, marina: Browser): Promise<Browser> {
  const made = (await see(marina.post("/ajustes/aparelho", { do: "make" }))).page;
  const { pathname } = new URL(made.querySelector(".addr")?.textContent ?? "");
  const phone = pages.browser();
  await lead(phone, pathname, {});
  return phone;
}

/** Whether a page of a room has a line to write in that is to be seen. */
export function hasLine(page: Seen): boolean {
  const line = page.querySelector("form.composer textarea");
  return line !== null && line.closest("[hidden]") === null;
}
