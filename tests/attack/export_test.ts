import { expect } from "expect";
import { startBrowser, type TestBrowser, type Visitor } from "../support/browser.ts";
import { BODIES, NAMES, ROOM, TOPIC } from "../support/naughty_strings.ts";
import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** A room in which hostile people with hostile names have said, answered and changed such things. */
async function hostileRoom(url: string): Promise<{ owner: Person; room: number }> {
  const people = await Promise.all(NAMES.map((name) => Person.named(name, url)));
  const [owner] = people;
  const members = people.slice(1).map(({ user }) => user.id);
  const made = await owner!.ask("/api/v1/rooms", {
    method: "POST",
    body: { name: ROOM, topic: TOPIC, kind: "private", members },
  });
  const room = read(made).room.id;
  for (const [index, body] of BODIES.entries()) {
    const by = people[index % people.length]!;
    const { seq } = read(await by.post(room, body)).message;
    const answer = { id: newId(), body: `**${body}** \`${body}\` ||${body}||`, replyTo: seq };
    await owner!.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body: answer });
  }
  await owner!.post(room, "amanhã é AÇÃO");
  return { owner: owner!, room };
}

async function open(browser: TestBrowser, path: string, script = true): Promise<Visitor> {
  const visitor = await browser.visitor({ javaScriptEnabled: script });
  await visitor.page.goto(`file://${path}`);
  return visitor;
}

Deno.test("an exported room, opened from a file, runs nothing of what people wrote", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const { owner, room } = await hostileRoom(site.url);
  const path = await Deno.makeTempFile({ suffix: ".html" });
  const { status, text, headers } = await owner.ask(`/api/v1/rooms/${room}/export?format=html`);
  expect(status).toBe(200);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+\.html"/);
  await Deno.writeTextFile(path, text);
  const live = await open(browser, path);

  await t.step("it is all there as text", async () => {
    const still = await open(browser, path, false);
    for (const { page } of [still, live]) {
      expect(await page.locator("article").count()).toBe(2 * BODIES.length + 1);
      expect(await page.locator("h1").innerText()).toBe(ROOM);
      const names = await page.locator("article .name").allInnerTexts();
      for (const name of NAMES) expect(names).toContain(name);
      expect(await page.locator(".broken").isVisible()).toBe(false);
    }
    expect(await still.page.locator("search").isVisible()).toBe(false);
  });

  await t.step("nothing ran, nothing was asked for, nothing was blocked", async () => {
    await live.page.mouse.move(300, 300);
    expect(await live.page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    const inside = live.page.locator("main :is(script, style, iframe, img, form, base, meta)");
    expect(await inside.count()).toBe(0);
    expect(live.complaints).toEqual([]);
    expect(live.requests).toEqual([`file://${path}`]);
    const links = await live.page.locator("article .txt a").evaluateAll((all) =>
      all.map((one) => one.getAttribute("href"))
    );
    for (const href of links) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
  });

  await t.step("a script that gets in all the same is not run", async () => {
    const broken = await Deno.makeTempFile({ suffix: ".html" });
    const script = "<main>\n<script>hacked=1</script><img src=x onerror=hacked=1>";
    await Deno.writeTextFile(broken, text.replace("<main>\n", script));
    const { page, complaints } = await open(browser, broken);
    expect(await page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    expect(complaints.join()).toContain("Content Security Policy");
    await Deno.remove(broken);
  });

  await t.step("it is searched without a network and without accents", async () => {
    await live.page.locator("search input").fill("acao amanha");
    await live.page.locator("output", { hasText: `1 de ${2 * BODIES.length + 1}` }).waitFor();
    expect(await live.page.locator("article:visible").count()).toBe(1);
    await live.page.locator("search input").fill("");
    await live.page.locator("output", { hasText: `${2 * BODIES.length + 1} de` }).waitFor();
  });

  await t.step("a file that was cut off says so", async () => {
    const cut = await Deno.makeTempFile({ suffix: ".html" });
    await Deno.writeTextFile(cut, text.slice(0, text.indexOf("</main>") - 500));
    const { page } = await open(browser, cut, false);
    expect(await page.locator(".broken").isVisible()).toBe(true);
    await Deno.remove(cut);
  });
  await Deno.remove(path);
});

Deno.test("text and data keep each message to itself, whatever people wrote", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  const { owner, room } = await hostileRoom(site.url);
  const data = await owner.ask(`/api/v1/rooms/${room}/export?format=jsonl`);
  const lines = data.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  const texts = lines.slice(0, -1).filter(({ kind }) => kind === "text");
  expect(texts.length).toBe(2 * BODIES.length + 1);
  expect(texts.map(({ body }) => body)).toEqual(expect.arrayContaining([...BODIES]));
  const { text } = await owner.ask(`/api/v1/rooms/${room}/export?format=txt`);
  const begun = text.split("\n").filter((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d [^*]/.test(line));
  expect(begun.length).toBe(texts.length);
  expect(/(?![\n\t])\p{Cc}/u.test(text)).toBe(false);
});
