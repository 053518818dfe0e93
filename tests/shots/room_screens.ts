import { panelOf } from "../support/message_acts.ts";
import {
  areHere,
  chooseAct,
  choosesFiles,
  cuttable,
  openActs,
  openPanel,
  refuse,
  writes,
} from "./acts.ts";
import type { Screen } from "./stage.ts";
import type { World } from "./world.ts";

const room = (name: string) => (world: World) => `/r/${world.room(name).slug}`;

const LIST = "Quem fica com o quê hoje";
const UNTAKEN = "Alguém viu a chave do armário?";
const UNHEARD = "Achei, estava na gaveta";

/** A part of the room in the panel, once `shown` is there. */
function part(name: string, view: string, shown: string): Screen {
  return {
    name,
    at: `/r/geral#painel=${view}`,
    act: ({ chatter }) => panelOf(chatter).locator(shown).first().waitFor(),
  };
}

/** A room, and all that is opened over it. */
export const ROOM_SCREENS: readonly Screen[] = [
  {
    name: "room",
    at: "/r/geral",
    async act(scene) {
      await areHere(scene, "Bruno", "Clara", "Elisa", "João Pedro");
      await writes(scene, "Clara", "geral");
      await scene.page.getByText("Clara está escrevendo").waitFor();
    },
  },
  {
    name: "room-code",
    at: "/r/geral",
    act: ({ chatter }) => chatter.messages("Configuração da porta").scrollIntoViewIfNeeded(),
  },
  {
    name: "room-files",
    at: "/r/geral",
    async act({ chatter }) {
      await chatter.messages("e os dados estão aqui").scrollIntoViewIfNeeded();
      await chatter.log.locator(".pics img").last().waitFor();
    },
  },
  {
    name: "room-yesterday",
    at: "/r/geral",
    act: ({ chatter }) => chatter.messages("A senha do Wi-Fi").scrollIntoViewIfNeeded(),
  },
  { name: "room-still", at: "/r/geral", still: true },
  { name: "room-direct", at: room("Bruno"), act: (scene) => areHere(scene, "Bruno") },
  { name: "room-empty", at: room("biblioteca") },
  { name: "room-outside", at: "/r/jogos" },
  { name: "room-locked", at: room("Prova de recuperação") },
  { name: "room-announcement", at: "/r/avisos" },
  {
    name: "room-linked",
    at: (world) => `/r/geral/${world.seq("cabo")}`,
  },
  { name: "message-menu", only: "wide", at: "/r/geral", act: (scene) => openActs(scene, LIST) },
  { name: "message-sheet", only: "narrow", at: "/r/geral", act: (scene) => openActs(scene, LIST) },
  {
    name: "message-own-acts",
    at: "/r/geral",
    act: (scene) => openActs(scene, "Anotado"),
  },
  {
    name: "message-delete",
    at: "/r/geral",
    async act(scene) {
      await chooseAct(scene, "Anotado", "Apagar");
      await scene.page.getByText("Some para todos").waitFor();
    },
  },
  {
    name: "message-readers",
    at: "/r/geral",
    async act(scene) {
      await chooseAct(scene, LIST, "Quem leu");
      await scene.page.getByRole("dialog", { name: "Quem leu" }).waitFor();
    },
  },
  {
    name: "message-forward",
    at: "/r/geral",
    async act(scene) {
      await chooseAct(scene, LIST, "Encaminhar");
      await scene.page.getByRole("dialog").getByRole("button", { name: "cozinha" }).waitFor();
    },
  },
  {
    name: "emoji-picker",
    at: "/r/geral",
    async act(scene) {
      const menu = await openActs(scene, LIST);
      await menu.getByRole("menuitem", { name: "Outro emoji" }).click();
      await scene.page.getByRole("dialog", { name: "Reagir" }).getByRole("searchbox").waitFor();
    },
  },
  {
    name: "thread",
    at: "/r/geral",
    act: (scene) => openPanel(scene, LIST, /respostas/),
  },
  part("pins-panel", "fixadas", "article"),
  part("about-panel", "sala", "[data-person]"),
  part("people-panel", "pessoas", "[data-person]"),
  part("files-panel", "arquivos", ".file, .sight, .pic"),
  part("search-panel", "busca&q=rede", ".hit"),
  {
    name: "drawer",
    only: "narrow",
    at: "/r/geral",
    async act(scene) {
      await areHere(scene, "Bruno", "Clara");
      await scene.page.getByRole("link", { name: /^Salas/ }).tap();
      await scene.page.getByRole("navigation", { name: "Salas" }).waitFor();
    },
  },
  {
    name: "lightbox",
    at: "/r/geral",
    async act({ chatter, page }) {
      await chatter.log.getByRole("link", { name: "topologia.png" }).click();
      const picture = page.getByRole("dialog").getByRole("img", { name: "topologia.png" });
      await picture.waitFor();
      await picture.evaluate((image: HTMLImageElement) => image.decode());
    },
  },
  {
    name: "composer-reply",
    once: true,
    at: (world) => `/r/geral?responder=${world.seq("cabo")}`,
    async act({ page, chatter }) {
      await page.locator(".composer .bar").waitFor();
      await chatter.composer.fill("Está comigo, levo aí em cinco minutos");
    },
  },
  {
    name: "composer-edit",
    once: true,
    at: "/r/geral",
    async act({ page, chatter }) {
      await chatter.composer.focus();
      await chatter.composer.press("ArrowUp");
      await page.locator("#compor").getByText("Editando a mensagem").waitFor();
    },
  },
  {
    name: "composer-completion",
    once: true,
    at: "/r/geral",
    async act({ page, chatter }) {
      await chatter.composer.pressSequentially("Obrigada, @");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "composer-commands",
    once: true,
    at: "/r/geral",
    async act({ page, chatter }) {
      await chatter.composer.pressSequentially("/");
      await page.getByRole("option").first().waitFor();
    },
  },
  { name: "composer-files", once: true, at: "/r/geral", act: choosesFiles },
  {
    name: "composer-long",
    once: true,
    at: "/r/geral",
    act: ({ chatter }) =>
      chatter.composer.fill(
        Array.from({ length: 9 }, (_, n) => `${n + 1}. mais uma linha`).join("\n"),
      ),
  },
  {
    name: "composer-voice",
    once: true,
    secure: true,
    at: "/r/geral",
    async act({ page, narrow, chatter }) {
      await chatter.composer.focus();
      const record = page.getByRole("button", { name: "Gravar voz" });
      await (narrow ? record.tap() : record.click());
      await page.getByRole("group", { name: "Gravação" }).getByText("0:01").waitFor();
    },
  },
  {
    name: "room-unsent",
    once: true,
    at: "/r/geral",
    before: (scene) => refuse(scene, UNTAKEN, UNHEARD),
    async act({ chatter, page, narrow }) {
      for (const text of [UNTAKEN, UNHEARD]) {
        await chatter.composer.fill(text);
        if (narrow) await page.getByRole("button", { name: "Enviar" }).tap();
        else await chatter.composer.press("Enter");
      }
      await chatter.messages(UNTAKEN).getByText("Não enviada").waitFor();
      await chatter.messages(UNHEARD).getByText("Enviando").waitFor();
    },
  },
  {
    name: "room-offline",
    once: true,
    at: "/r/geral",
    async act(scene) {
      const { chatter, page } = scene;
      const cut = await cuttable(scene);
      await page.reload();
      await page.locator("form.composer[data-ready]").waitFor();
      await cut();
      await chatter.composer.fill("Se cair a rede eu continuo escrevendo");
      await page.getByRole("button", { name: "Enviar" }).click();
      await page.getByText("Sem conexão.").waitFor();
    },
  },
  {
    name: "switcher",
    at: "/r/geral",
    async act({ page }) {
      await page.keyboard.press("Control+K");
      await page.getByRole("combobox").waitFor();
      await page.keyboard.type("ge");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "key-sheet",
    at: "/r/geral",
    async act({ page }) {
      await page.keyboard.press("Control+/");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "menu-of-thread",
    only: "wide",
    at: "/r/geral",
    async act(scene) {
      await openPanel(scene, LIST, /respostas/);
      await panelOf(scene.chatter).getByRole("article").last().hover();
    },
  },
];
