import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { say } from "../support/message_acts.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";
import { touchFaults } from "../support/touch_faults.ts";

const LONG = "Um-nome-muito-comprido-sem-nenhum-espaco-para-quebrar-a-linha";
/** The narrowest window that is looked at, and the usual one. */
const WIDTHS = [320, 360];
const PAGES = [
  "/r/geral",
  "/r/geral/1",
  "/r/geral/1/opcoes",
  "/r/geral/1/respostas",
  "/r/geral/pessoas",
  "/r/geral/arquivos",
  "/r/geral/fixadas",
  "/r/geral/ajustes",
  "/r/geral/enviar",
  "/r/geral/exportar",
  "/salas",
  "/conversar",
  "/busca?q=cabo",
  "/mencoes",
  "/guardadas",
  "/ajustes",
  "/anfitriao",
  "/nada",
];

Deno.test("every page fits a narrow phone, and a finger", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Person.named("Ana", site.url);
  await talkOf(ana, await Person.named(LONG.slice(0, 32), site.url));
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const chatter = await Chatter.open(browser, ana, phone);
  const { page } = chatter;
  const visitor = await browser.visitor(phone);

  async function look(path: string, at = page) {
    await at.goto(site.url + path);
    if (path.includes("#")) await at.locator("main[inert]").waitFor();
    const faults: string[] = [];
    for (const width of WIDTHS) {
      await at.setViewportSize({ width, height: 740 });
      faults.push(...(await touchFaults(at)).map((fault) => `${width}: ${fault}`));
    }
    expect(faults).toEqual([]);
  }
  await t.step("the way in", () => look("/", visitor.page));
  for (const path of PAGES) await t.step(path, () => look(path));
  await t.step("the drawer", () => look("/r/geral#salas"));
});

/** A room with one of each kind of message in it, and a name as long as one may be. */
async function talkOf(ana: Person, other: Person): Promise<void> {
  const { id: room } = await ana.room();
  const first = await say(other, room, "quem traz o **cabo** de rede para a sala?");
  await say(other, room, `http://servidor.lan/${LONG}/${LONG}/${LONG}`);
  await say(other, room, `${LONG}${LONG}${LONG}`);
  await say(other, room, `\`\`\`\n${"uma linha que não acaba ".repeat(9)}\n\`\`\``);
  const own = await say(ana, room, "eu trago, e também o *alicate*", first);
  await say(ana, room, "e duas tomadas");
  await say(other, room, "combinado", own);
  await using line = await ana.connect();
  for (const seq of [first, own]) {
    for (const emoji of ["👍", "🎉"]) {
      line.say({ t: "react", id: newId(), room, seq, emoji, on: true });
    }
  }
  line.say({ t: "pin", id: newId(), room, seq: first, on: true });
  line.say({ t: "edit", id: newId(), room, seq: own, body: "eu trago, e o *alicate*" });
  await line.settle();
  await shareFiles(other, room, { name: `${LONG}.pdf`, bytes: new Uint8Array(9) });
  const name = LONG.slice(0, 40);
  await ana.ask("/api/v1/rooms", { method: "POST", body: { name, kind: "public" } });
}
