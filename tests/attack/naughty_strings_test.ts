import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const HARM = "globalThis.hacked=1";

const BODIES: readonly string[] = [
  `<script>${HARM}</script>`,
  `</script><script>${HARM}</script>`,
  `<!--<script>${HARM}//-->`,
  `<img src=x onerror="${HARM}">`,
  `<svg/onload=${HARM}>`,
  `"><b onmouseover="${HARM}">x</b>`,
  `'-${HARM}-'`,
  `javascript:${HARM}`,
  `http://x.test/"onmouseover="${HARM}"`,
  `https://x.test/<script>${HARM}</script>`,
  `data:text/html,<script>${HARM}</script>`,
  `vbscript:${HARM}`,
  `java\tscript:${HARM}`,
  `{{constructor.constructor('${HARM}')()}}`,
  `\${${HARM}}`,
  `]]><script>${HARM}</script>`,
  `<iframe srcdoc="<script>parent.${HARM}</script>">`,
  `<a href="javascript:${HARM}">clique</a>`,
  `<style>*{display:none}</style>`,
  `<meta http-equiv="refresh" content="0;url=http://evil.test/">`,
  `<base href="http://evil.test/">`,
  `<form action="http://evil.test/"><input name=x>`,
  "__proto__",
  `{"__proto__":{"hacked":1}}`,
  "\u2028\u2029</ScRiPt >",
  "&lt;script&gt; &amp; &#x3c;",
  "\u202e\u2066bidi\u2069",
  "\u0001\u001b[31m\u007f",
];

const NAMES: readonly string[] = [
  `<b>${"x".repeat(10)}</b>`,
  `"><script>hacked=1</script>`,
  `' onload='hacked=1`,
  "</script><!--x",
  "&quot;&lt;x",
];

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
    body: { name: "<img src=x onerror=hacked=1>", topic: `</title><script>${HARM}</script>` },
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
      const links = await chatter.log.getByRole("article").getByRole("link").evaluateAll((all) =>
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

  await t.step("every other page shows the room's name as text", async () => {
    await live.page.reload();
    await live.ready();
    await live.page.getByText("<img src=x onerror=hacked=1>").first().waitFor();
    expect(await live.page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    live.expectPeace();
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
