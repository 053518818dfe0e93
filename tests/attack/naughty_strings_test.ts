import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { BODIES, HARM, NAMES, ROOM, TOPIC } from "../support/naughty_strings.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("hostile text is text, on the page from the server and on the living one", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const people = await Promise.all(NAMES.map((name) => Person.named(name, site.url)));
  const [first] = people;
  const geral = await first!.room();
  for (const [index, body] of BODIES.entries()) {
    const posted = await people[index % people.length]!.post(geral.id, body);
    expect([body, posted.status]).toEqual([body, 201]);
  }
  const made = await first!.ask("/api/v1/rooms", {
    method: "POST",
    body: { name: ROOM, topic: TOPIC },
  });
  expect(made.status).toBe(201);

  const still = await Chatter.open(browser, first!, { javaScriptEnabled: false });
  const live = await Chatter.open(browser, people[1]!);

  await t.step("it is shown as it was sent", async () => {
    for (const chatter of [still, live]) {
      const shown = await chatter.log.locator("article .txt").evaluateAll((all) =>
        all.map((one) => one.textContent)
      );
      expect(shown).toEqual([...BODIES]);
    }
  });

  await t.step("it arrives in the living page as text too", async () => {
    for (const body of BODIES) await people[2]!.post(geral.id, `outra vez ${body}`);
    await live.messages("outra vez \u0001").waitFor();
    const shown = await live.log.locator("article .txt").evaluateAll((all) =>
      all.map((one) => one.textContent)
    );
    expect(shown.slice(-BODIES.length)).toEqual(BODIES.map((body) => `outra vez ${body}`));
  });

  await t.step("links lead to the web or to mail, and nowhere else", async () => {
    for (const chatter of [still, live]) {
      const links = await chatter.log.locator("article .txt a").evaluateAll((all) =>
        all.map((one) => [one.getAttribute("href"), one.getAttribute("rel")])
      );
      expect(links.length).toBeGreaterThan(0);
      for (const [href, rel] of links) {
        expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
        expect(rel).toBe("noopener noreferrer nofollow");
      }
    }
  });

  await t.step("nothing ran, nothing was blocked because nothing tried", async () => {
    await live.page.mouse.move(300, 300);
    expect(await live.page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    expect(await live.page.evaluate(() => Reflect.get({}, "hacked"))).toBeUndefined();
    for (const chatter of [still, live]) {
      const inside = chatter.log.locator("script, style, iframe, img, form, base, meta, [onerror]");
      expect(await inside.count()).toBe(0);
      chatter.expectPeace();
    }
  });

  await t.step("every other page shows rooms, topics and people as text", async () => {
    const owner = await Chatter.open(browser, first!);
    const { slug } = read(made).room;
    await people[1]!.ask(`/api/v1/rooms/${geral.id}/messages/1/report`, {
      method: "POST",
      body: { reason: `"><script>${HARM}</script>` },
    });
    const pages: readonly [string, string][] = [
      ["/salas", ROOM],
      ["/salas", TOPIC],
      [`/r/${slug}`, ROOM],
      [`/r/${slug}/ajustes`, ROOM],
      ["/r/geral/pessoas", NAMES[1]!],
      [`/r/geral/1`, BODIES[0]!],
      ["/conversar", NAMES[2]!],
      ["/ajustes", NAMES[0]!],
    ];
    for (const [path, text] of pages) {
      await owner.page.goto(site.url + path);
      const shown = await owner.page.locator("body").innerText();
      const typed = await owner.page.locator("input, textarea").evaluateAll((all) =>
        all.map((one) => (one as HTMLInputElement).value)
      );
      expect([path, [shown, ...typed].some((all) => all.includes(text))]).toEqual([path, true]);
      expect(await owner.page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    }
    owner.expectPeace();
  });
});

Deno.test("what a form brings back is text: the join page and the composer", async () => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const clara = await browser.visitor({ javaScriptEnabled: false });
  const naughty = `"><script>${HARM}</script>`.padEnd(50, "x");
  await clara.page.goto(site.url);
  await clara.page.getByLabel("Como você se chama?").fill(naughty);
  await clara.page.getByRole("button", { name: "Entrar" }).click();
  await clara.page.getByRole("alert").waitFor();
  expect(await clara.page.getByLabel("Como você se chama?").inputValue()).toBe(naughty);
  expect(await clara.page.locator("main script").count()).toBe(0);
  expect(clara.complaints).toEqual([]);
});
