import type { Locator, WebSocketRoute } from "playwright-core";
import { FileTray } from "../support/file_tray.ts";
import { panelOf } from "../support/message_acts.ts";
import type { Scene } from "./stage.ts";
import type { Name } from "./talk.ts";

/** Opens the actions of a message, with a mouse or with a finger that rests on it. */
export async function openActs({ chatter, page, narrow }: Scene, text: string): Promise<Locator> {
  const row = chatter.messages(text).first();
  await row.scrollIntoViewIfNeeded();
  if (narrow) await rest(row);
  else {
    await row.hover();
    await row.getByRole("button", { name: "Ações da mensagem" }).click();
  }
  const menu = page.getByRole("menu");
  await menu.waitFor();
  return menu;
}

/** Chooses from the actions of a message. */
export async function chooseAct(scene: Scene, text: string, item: string): Promise<void> {
  const chosen = (await openActs(scene, text)).getByRole("menuitem", { name: item });
  await (scene.narrow ? chosen.tap() : chosen.click());
}

/** Presses a link of a message, and waits for the panel beside the conversation. */
export async function openPanel(scene: Scene, text: string, link: string | RegExp) {
  await scene.chatter.messages(text).first().getByRole("link", { name: link }).click();
  await panelOf(scene.chatter).getByRole("article").first().waitFor();
  await panelOf(scene.chatter).locator(".waiting").waitFor({ state: "detached" });
}

/** Somebody is writing in a room, as long as it is looked at. */
export async function writes({ world, stack }: Scene, name: Name, room: string): Promise<void> {
  const line = stack.use(await world.person(name).connect());
  const say = () => line.say({ t: "typing", room: world.room(room).id, on: true });
  say();
  const again = setInterval(say, 2_000);
  stack.defer(() => clearInterval(again));
}

/** People are here, as long as it is looked at. */
export async function areHere({ world, stack }: Scene, ...names: readonly Name[]): Promise<void> {
  for (const name of names) stack.use(await world.person(name).connect());
}

/** The server does not take one text, and never answers about another. */
export async function refuse({ page }: Scene, refused: string, unanswered: string): Promise<void> {
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((data) => {
      const frame = JSON.parse(String(data));
      if (frame.t !== "send" || frame.body !== refused && frame.body !== unanswered) {
        return server.send(data);
      }
      if (frame.body === unanswered) return;
      const { id } = frame;
      socket.send(JSON.stringify({
        ...{ t: "nack", id, re: "send", code: "forbidden", message: "No", retry: false },
      }));
    });
  });
}

/** The connection can be cut: what is returned does. */
export async function cuttable({ page }: Scene): Promise<() => Promise<void>> {
  let open: WebSocketRoute | undefined;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    open = socket;
    socket.connectToServer();
  });
  return async () => {
    await page.context().setOffline(true);
    await open?.close();
  };
}

/** Files stand above the field. */
export async function choosesFiles({ chatter }: Scene): Promise<FileTray> {
  const tray = new FileTray(chatter);
  await tray.bring(
    "drop",
    { name: "medidas-da-bancada-4.csv", bytes: 2_400 },
    { name: "um nome muito comprido de arquivo que não cabe na linha.pdf", bytes: 48_000 },
  );
  await tray.isWhole("medidas");
  return tray;
}

/** A finger rests on something until its actions come. */
async function rest(row: Locator): Promise<void> {
  const box = await row.locator(".txt").first().boundingBox();
  const at = { clientX: (box?.x ?? 0) + 20, clientY: (box?.y ?? 0) + 10 };
  const finger = { ...at, pointerType: "touch", isPrimary: true, pointerId: 1, bubbles: true };
  await row.locator(".txt").first().dispatchEvent("pointerdown", finger);
  await row.page().getByRole("menu").waitFor();
  await row.dispatchEvent("pointerup", finger);
}
