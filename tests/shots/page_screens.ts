import { areHere } from "./acts.ts";
import { brokenSite } from "./broken_site.ts";
import type { Scene, Screen } from "./stage.ts";

/** The pages outside a room. */
export const PAGE_SCREENS: readonly Screen[] = [
  { name: "join", who: null, at: "/" },
  {
    name: "join-people",
    who: null,
    at: "/",
    async before(scene) {
      await areHere(scene, "Ana", "Bruno", "Clara", "Davi", "Elisa", "Fábio");
    },
  },
  { name: "join-error", who: null, at: "/", act: (scene) => typeName(scene, "Bruno") },
  { name: "join-invited", who: null, at: "/convite/jabuticaba" },
  { name: "join-dead-link", who: null, at: `/entrar/${"a".repeat(43)}` },
  { name: "waiting", who: null, at: "/espera" },
  { name: "rooms", at: "/salas", tall: 1_800 },
  { name: "talk-with", at: "/conversar", act: (scene) => areHere(scene, "Bruno", "Gabi") },
  { name: "search", at: "/busca" },
  { name: "search-hits", at: "/busca?q=rede", tall: 1_200 },
  { name: "search-none", at: "/busca?q=ornitorrinco" },
  { name: "search-wrong", at: "/busca?q=antes%3Aontem" },
  { name: "mentions", at: "/mencoes" },
  { name: "saved", at: "/guardadas" },
  { name: "saved-none", who: "Davi", at: "/guardadas" },
  { name: "files", at: "/r/geral/arquivos", tall: 1_200 },
  { name: "send-file", at: "/r/geral/enviar" },
  { name: "pins", at: "/r/geral/fixadas" },
  { name: "pins-none", at: "/r/cozinha/fixadas" },
  { name: "members", at: "/r/cozinha/pessoas", tall: 1_200 },
  { name: "room-settings", at: "/r/cozinha/ajustes", tall: 2_000 },
  { name: "export", at: "/r/cozinha/exportar", tall: 1_200 },
  {
    name: "message-page",
    at: (world) => `/r/geral/${world.seq("lista")}/opcoes`,
    tall: 1_800,
  },
  { name: "thread-page", at: (world) => `/r/geral/${world.seq("lista")}/respostas`, tall: 1_000 },
  { name: "settings", at: "/ajustes", tall: 2_800 },
  { name: "host", who: "Elisa", at: "/anfitriao", tall: 2_800 },
  { name: "keys", at: "/ajuda/atalhos", tall: 1_400 },
  { name: "error-404", at: "/r/nao-existe" },
  { name: "error-403", at: "/anfitriao" },
  {
    name: "error-500",
    at: "/",
    async act({ page, stack, chatter }) {
      const broken = stack.use(await brokenSite());
      const [name = "", value = ""] = broken.cookie.split("=");
      const url = broken.url;
      await chatter.visitor.context.addCookies([{ name, value, url }]);
      await page.goto(`${url}/guardadas`);
    },
    once: true,
  },
];

async function typeName({ page }: Scene, name: string): Promise<void> {
  await page.getByLabel("Como você se chama?").fill(name);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByText("Já há alguém").waitFor();
}
