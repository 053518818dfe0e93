import { expect } from "expect";
import type { Locator } from "playwright-core";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const LAN = Deno.networkInterfaces()
  .find(({ family, address }) => family === "IPv4" && !address.startsWith("127."))?.address;

const CODE = "```ts\nexport function soma(a: number) {\n\treturn a + 10; // fim\n}\n```";
// The highlighter would take seconds for it.
const SLOW = "```md\n" + "[a](".repeat(1_990) + "\n```";

function kinds(row: Locator): Promise<string[]> {
  return row.locator("pre span").evaluateAll((
    all,
  ) => [...new Set(all.map((one) => one.className))]);
}

Deno.test("text is formatted on the server's page and on the living one alike", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const ana = await Person.named("Ana", site.url);
  const geral = await bruno.room();
  const body = "**oi** @Ana\n> disse *isto*\n- `um`\n- dois\n\nhttp://a.lan/x ||o fim||";
  await bruno.post(geral.id, body);
  const still = await Chatter.open(browser, ana, { javaScriptEnabled: false });
  const live = await Chatter.open(browser, ana);

  const structure = (row: Locator) =>
    row.locator(".txt").evaluate((text) => text.innerHTML.replace(/ tabindex="[^"]*"/g, ""));

  await t.step("with nothing loaded for it that the page did not need", async () => {
    const html = await structure(still.messages("oi"));
    expect(await structure(live.messages("oi"))).toBe(html);
    for (const tag of ["strong", "blockquote em", "li code", "a[href='http://a.lan/x']", ".you"]) {
      expect([tag, await live.messages("oi").locator(tag).count()]).toEqual([tag, 1]);
    }
    await bruno.post(geral.id, "sem nenhum sinal");
    await live.sees("sem nenhum sinal");
    const { length } = live.visitor.requests;
    await bruno.post(geral.id, `outra ${body}`);
    await live.messages("outra").locator("strong").waitFor();
    expect(live.visitor.requests.length).toBeGreaterThan(length);
    expect(await structure(live.messages("outra"))).toBe(
      html.replace("<strong>", "outra <strong>"),
    );
  });

  await t.step("what one writes oneself is formatted while it is on its way", async () => {
    await live.write("eu *mesma*");
    await live.messages("eu").locator("em").waitFor();
  });

  await t.step("an edit is formatted anew", async () => {
    await bruno.ask(`/api/v1/rooms/${geral.id}/messages/2`, {
      method: "PATCH",
      body: { body: "agora ~~com~~ sinal" },
    });
    await live.messages("agora").locator("s").waitFor();
  });

  await t.step(
    "a text that is read from right to left begins at the right, and no other",
    async () => {
      await bruno.post(geral.id, "שלום עולם");
      /** Which way a text is read, and how far its first line is from where it begins and ends. */
      const laid = (text: string) =>
        live.messages(text).locator(".txt p").first().evaluate((paragraph) => {
          const range = document.createRange();
          range.selectNodeContents(paragraph);
          const [line, box] = [range.getClientRects()[0]!, paragraph.getBoundingClientRect()];
          const [left, right] = [line.left - box.left, box.right - line.right].map(Math.round);
          return { direction: getComputedStyle(paragraph).direction, left, right };
        });
      await live.sees("שלום עולם");
      expect(await laid("שלום")).toMatchObject({ direction: "rtl", right: 0 });
      expect(await laid("agora")).toMatchObject({ direction: "ltr", left: 0 });
    },
  );

  await t.step(
    "who asks for more contrast has nothing in a paler ink, and no fainter line",
    async () => {
      const faint = () =>
        live.page.evaluate(() => {
          const style = getComputedStyle(document.documentElement);
          const pairs = [
            ...[["--ink-2", "--ink"], ["--line", "--ink"], ["--edge", "--ink"]],
            ["--accent-line", "--accent-ink"],
          ] as const;
          return pairs.filter((pair) => {
            const [one, other] = pair.map((name) => style.getPropertyValue(name));
            return one !== other;
          }).map(([name]) => name);
        });
      const ink = (part: string) =>
        live.page.locator(part).first().evaluate((one) => getComputedStyle(one).color);
      expect(await faint()).toEqual(["--ink-2", "--line", "--edge", "--accent-line"]);
      await live.page.emulateMedia({ contrast: "more" });
      expect(await faint()).toEqual([]);
      expect(await ink(".msg time")).toBe(await ink(".msg .txt"));
      await live.page.emulateMedia({ contrast: "no-preference" });
    },
  );

  await t.step("a machine that slept through midnight says of which day it all is", async () => {
    const day = (name: string) => live.log.getByRole("heading", { name });
    await day("Hoje").waitFor();
    await live.page.clock.setFixedTime(Date.now() + 24 * 3_600_000);
    await live.page.evaluate(() => dispatchEvent(new Event("focus")));
    await day("Ontem").waitFor();
    await day("Hoje").waitFor({ state: "detached" });
  });

  live.expectPeace();
  still.expectPeace();
});

Deno.test("a spoiler is hidden from everybody until it is asked for, with no script", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id } = await bruno.room();
  await bruno.post(id, "no fim ||o **mordomo** foge para http://a.lan||, viu?");
  for (const javaScriptEnabled of [false, true]) {
    await t.step(javaScriptEnabled ? "with a script" : "without a script", async () => {
      const clara = await Chatter.join(browser, site.url, `Clara ${javaScriptEnabled}`, {
        javaScriptEnabled,
      });
      const row = clara.messages("no fim");
      const hidden = row.locator(".spoiler > span");
      const box = row.getByRole("checkbox", { name: "Spoiler" });
      expect(await hidden.isVisible()).toBe(false);
      expect(await row.getAttribute("aria-label")).not.toContain("mordomo");
      expect(await row.getByRole("link", { name: "http://a.lan" }).count()).toBe(0);
      await box.focus();
      await clara.page.keyboard.press("Space");
      expect(await box.isChecked()).toBe(true);
      expect(await hidden.isVisible()).toBe(true);
      expect(await row.getByRole("link", { name: "http://a.lan" }).count()).toBe(1);
      await clara.page.keyboard.press("Space");
      expect(await hidden.isVisible()).toBe(false);
      await row.locator(".spoiler").click();
      expect(await hidden.isVisible()).toBe(true);
      clara.expectPeace();
    });
  }
});

Deno.test("code is coloured in a worker, under the page's own policy, at the machine's own address", async (t) => {
  await using site = await AloneSite.open({ HOST: "0.0.0.0" });
  await using browser = await startBrowser();
  const url = `http://${LAN ?? "127.0.0.1"}:${site.instance.port}`;
  const bruno = await Person.named("Bruno", url);
  const { id } = await bruno.room();
  await bruno.post(id, CODE);
  const ana = await Chatter.join(browser, url, "Ana");
  await ana.page.evaluate(() => {
    const breaches: string[] = [];
    Reflect.set(globalThis, "breaches", breaches);
    document.addEventListener("securitypolicyviolation", (event) => {
      breaches.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const first = ana.messages("soma").first();

  await t.step("code of the first page", async () => {
    await first.locator("pre .ck").first().waitFor();
    expect(await kinds(first)).toEqual(expect.arrayContaining(["ck", "cf", "cn", "cc"]));
    expect(await first.locator("pre").textContent()).toBe(CODE.slice(6, -4));
  });

  await t.step("code that arrives", async () => {
    await bruno.post(id, `ali: \n${CODE.replace("soma", "resto")}`);
    await ana.messages("resto").locator("pre .ck").first().waitFor();
  });

  await t.step("code in a language that nobody knows stays plain", async () => {
    await bruno.post(id, "```klingon\nqapla' = 1\n```");
    await bruno.post(id, CODE.replace("soma", "depois"));
    await ana.messages("depois").locator("pre .ck").first().waitFor();
    expect(await kinds(ana.messages("qapla"))).toEqual([]);
  });

  await t.step("it scrolls inside of itself, and keeps its tabs", async () => {
    await bruno.post(id, "```js\n" + "comprida ".repeat(60) + "\n```");
    const pre = ana.messages("comprida").locator("pre");
    await pre.waitFor();
    expect(await pre.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
    const wide = () => document.documentElement.scrollWidth > innerWidth;
    expect(await ana.page.evaluate(wide)).toBe(false);
    expect(await first.locator("pre").textContent()).toContain("\n\treturn");
  });

  await t.step("its button copies it, and says so", async () => {
    await first.getByRole("button", { name: "Copiar" }).click();
    await first.getByRole("button", { name: "Copiado" }).waitFor();
    await ana.composer.fill("");
    await ana.composer.press("Control+V");
    expect(await ana.composer.inputValue()).toBe(CODE.slice(6, -4));
    await ana.composer.fill("");
    await first.getByRole("button", { name: "Copiar" }).waitFor();
  });

  await t.step(
    "code that takes the highlighter too long stays plain, and the next is coloured",
    async () => {
      await bruno.post(id, SLOW);
      await bruno.post(id, CODE.replace("soma", "enfim"));
      await ana.messages("enfim").locator("pre .ck").first().waitFor();
    },
  );

  expect(await ana.page.evaluate(() => Reflect.get(globalThis, "breaches"))).toEqual([]);
  ana.expectPeace();
});
