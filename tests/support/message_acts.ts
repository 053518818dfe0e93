import type { Locator } from "playwright-core";
import type { Chatter } from "./chatter.ts";
import { newId } from "./new_id.ts";
import { type Person, read } from "./person.ts";

/** Says something in a room over HTTP, perhaps as an answer. Gives back its place. */
export async function say(
  person: Person,
  room: number,
  body: string,
  replyTo?: number,
): Promise<number> {
  const answer = await person.ask(`/api/v1/rooms/${room}/messages`, {
    method: "POST",
    body: { id: newId(), body, ...(replyTo === undefined ? {} : { replyTo }) },
  });
  return read(answer).message.seq;
}

/** Opens the menu of a message in the log, as a mouse does. */
export async function openMenu(who: Chatter, text: string): Promise<Locator> {
  const row = who.messages(text).first();
  await row.hover();
  await row.getByRole("button", { name: "Ações da mensagem" }).click();
  const menu = who.page.getByRole("menu");
  await menu.waitFor();
  return menu;
}

/** Chooses from the menu of a message. */
export async function choose(who: Chatter, text: string, item: string): Promise<void> {
  await (await openMenu(who, text)).getByRole("menuitem", { name: item }).click();
}

/** The panel beside the conversation. */
export function panelOf({ page }: Chatter): Locator {
  return page.locator(".panel");
}

/** Leaves the panel, once it has the focus. */
export async function closePanel(who: Chatter): Promise<void> {
  await panelOf(who).locator(":focus").waitFor();
  await who.page.keyboard.press("Escape");
  await panelOf(who).waitFor({ state: "detached" });
}
