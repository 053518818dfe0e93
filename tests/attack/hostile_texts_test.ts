import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { expectInert, watchPage } from "../support/inert.ts";
import { choose, closePanel, panelOf, say } from "../support/message_acts.ts";
import { BIG_LIST, BODIES, INJECTIONS } from "../support/naughty_strings.ts";
import { newId } from "../support/new_id.ts";
import { type Asking, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** What wants to run, wherever it stands. */
const HOSTILE = [...BODIES, ...INJECTIONS];
/** Messages that are sent before the first is answered. */
const AT_ONCE = 50;

const post = (body: unknown): Asking => ({ method: "POST", body });
const patch = (body: unknown): Asking => ({ method: "PATCH", body });

Deno.test("hostile texts run nowhere: not as messages, names, topics, searches or emoji", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const members = [bruno.user.id];
  const made = await ana.ask("/api/v1/rooms", post({ name: "oficina", kind: "public", members }));
  const { id: room, slug } = read(made).room;
  const base = `/api/v1/rooms/${room}`;
  const first = await say(bruno, room, "o que acham disto?");
  const live = await Chatter.open(browser, ana, { slug });
  const { page, visitor } = live;
  await watchPage(visitor);
  const enter = async (path: string) => {
    await page.goto(site.url + path);
    await expectInert(visitor);
  };
  await enter(`/r/${slug}`);
  await live.settled();

  await t.step("a page that one of them had hurt would be noticed", async () => {
    const hurts: readonly (() => unknown)[] = [
      () => Reflect.set(globalThis, "hacked", 1),
      () => document.querySelector("main")?.append(document.createElement("iframe")),
      () => document.querySelector("main a")?.setAttribute("href", "javascript:0"),
      () => document.forms[0]?.setAttribute("action", "http://evil.test/"),
      () => alert("oi"),
    ];
    for (const hurt of hurts) {
      await page.evaluate(hurt);
      await expect(expectInert(visitor)).rejects.toThrow();
      visitor.complaints.length = 0;
      await enter(`/r/${slug}`);
    }
    await live.ready();
  });

  await t.step("messages, as they come, and on every page of the history", async () => {
    await using line = await bruno.connect();
    const said = [...HOSTILE, ...BIG_LIST];
    const answers = [];
    for (let from = 0; from < said.length; from += AT_ONCE) {
      const some = said.slice(from, from + AT_ONCE).map((body) => line.post(room, body));
      answers.push(...await Promise.all(some));
    }
    // A text of nothing visible is refused, and so is one with what no store keeps.
    const stored = answers.filter((answer) => answer.t === "ack");
    const refused = answers.filter((answer) => answer.t === "nack");
    expect(refused.filter(({ code }) => code !== "invalid")).toEqual([]);
    expect(stored.length).toBeGreaterThan(0.95 * said.length);
    await line.post(room, "e é só");
    await live.sees("e é só");
    await page.mouse.move(300, 300);
    await expectInert(visitor);
    // A page holds 50.
    for (const { seq } of stored.filter((_, index) => index % 45 === 0)) {
      await enter(`/r/${slug}/${seq}`);
    }
  });

  await t.step("answers, edits, pins, mentions, and what is put aside", async () => {
    for (const body of HOSTILE) {
      const seq = await say(bruno, room, `${body} @Ana`, first);
      await Promise.all([
        ana.ask("/api/v1/me/saved", post({ room, seq, on: true })),
        ana.ask(`${base}/messages/${seq}`, patch({ pinned: true })),
        bruno.ask(`${base}/messages/${first}`, patch({ body })),
      ]);
    }
    await bruno.ask(`${base}/messages/${first}`, patch({ body: "o que acham disto?" }));
    const lists = ["/mencoes", "/guardadas", `/r/${slug}/fixadas`, `/r/${slug}/${first}/respostas`];
    for (const list of [...lists, `/r/${slug}/${first}/opcoes`]) {
      await enter(list);
      expect(await page.locator(".hit, .msg, .revisions li").count()).toBeGreaterThan(20);
      const next = page.getByRole("link", { name: /^Ver (?:mais antigas|as seguintes)$/ });
      if (await next.count() === 0) continue;
      await next.first().click();
      await page.waitForURL(/\?/);
      await expectInert(visitor);
    }
  });

  await t.step("names of people and rooms, and topics, in what the room tells", async () => {
    for (const text of HOSTILE) {
      const name = [...text].slice(0, 40).join("");
      const stranger = new Person(site.url);
      const { status } = await stranger.ask("/api/v1/session", post({ name }));
      expect([name, [201, 409, 422].includes(status)]).toEqual([name, true]);
      if (status === 201) await stranger.ask(`${base}/members`, post({}));
      const answers = [
        await ana.ask(base, patch({ topic: text })),
        await ana.ask("/api/v1/rooms", post({ name, topic: text, kind: "public" })),
      ];
      for (const { status } of answers) expect([200, 201, 422]).toContain(status);
    }
    for (const path of ["/salas", `/r/${slug}/pessoas`, `/r/${slug}/ajustes`, "/conversar"]) {
      await enter(path);
    }
  });

  await t.step("searches, and what they find", async () => {
    for (const word of ["script", "onerror"]) {
      await eventually(async () => {
        await enter(`/busca?q=${word}`);
        return await page.locator(".hit mark").count() > 0;
      });
    }
    for (const [index, text] of BODIES.entries()) {
      const filter = `em:${INJECTIONS[index] ?? text}`;
      await enter(`/busca?${new URLSearchParams({ q: text, f: filter })}`);
    }
  });

  await t.step("emoji that are none", async () => {
    await using line = await bruno.connect();
    for (const emoji of HOSTILE) {
      const id = newId();
      line.say({ t: "react", id, room, seq: first, emoji, on: true });
      const nack = await line.waitFor("nack", (frame) => frame.id === id);
      expect([emoji, nack.code]).toEqual([emoji, "invalid"]);
    }
    for (const emoji of BODIES) {
      const { status } = await bruno.ask(`/r/${slug}/${first}/opcoes`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", origin: site.url },
        body: String(new URLSearchParams({ do: "react", emoji })),
      });
      expect([emoji, status]).toEqual([emoji, 422]);
    }
    const [asked] = await ana.history(room, `around=${first}&limit=1`);
    expect(asked?.reactions).toBeUndefined();
  });

  await t.step("all that opens over the page", async () => {
    await enter(`/r/${slug}/${first}`);
    const row = live.messages("o que acham disto?").first();
    await row.getByRole("link", { name: /respostas$/ }).click();
    await panelOf(live).getByRole("article").nth(HOSTILE.length / 2).waitFor();
    await expectInert(visitor);
    await closePanel(live);
    await row.getByRole("link", { name: "(editada)" }).click();
    await page.getByRole("dialog", { name: "Edições" }).getByRole("listitem").nth(40).waitFor();
    await expectInert(visitor);
    await page.keyboard.press("Escape");
    await choose(live, "o que acham disto?", "Ver fixadas");
    await panelOf(live).getByRole("article").nth(40).waitFor();
    await expectInert(visitor);
    await closePanel(live);
    await choose(live, "o que acham disto?", "Encaminhar");
    await page.getByRole("dialog", { name: "Encaminhar" }).getByRole("button", { name: "<" })
      .first().waitFor();
    await expectInert(visitor);
    await page.keyboard.press("Escape");
    await live.composer.pressSequentially("@<");
    await page.getByRole("option").first().waitFor();
    await expectInert(visitor);
    await live.composer.fill("");
  });
  live.expectPeace();
});
