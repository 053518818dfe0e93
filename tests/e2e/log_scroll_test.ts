import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("the log stays where its reader left it", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  for (let n = 1; n <= 130; n++) await bruno.post(geral, `linha ${n} do Bruno`);
  const ana = await Chatter.open(browser, await Person.named("Ana", site.url));
  const pill = ana.page.getByRole("link", { name: /Ir para o fim|nov/ });
  /** How far down the window this message stands. */
  const place = async (text: string) => Math.round((await ana.messages(text).boundingBox())!.y);

  await t.step("it opens at the newest message, with no way to jump to it", async () => {
    expect(await ana.log.evaluate((log) => log.scrollTop)).toBe(0);
    expect(await pill.count()).toBe(0);
  });

  await t.step("what comes while it is at the end is in sight", async () => {
    await bruno.post(geral, "bem no fim");
    await ana.sees("bem no fim");
    expect(await ana.log.evaluate((log) => log.scrollTop)).toBe(0);
  });

  await t.step("what comes while older ones are read moves nothing, and is counted", async () => {
    await ana.messages("linha 100 do").evaluate((row) => row.scrollIntoView({ block: "center" }));
    await pill.waitFor();
    const before = await place("linha 100 do");
    await bruno.post(geral, "uma nova\ncom duas linhas");
    await bruno.post(geral, "outra nova");
    await ana.page.getByRole("link", { name: "2 novas mensagens" }).waitFor();
    expect(Math.abs(await place("linha 100 do") - before)).toBeLessThanOrEqual(1);
  });

  await t.step("older messages come by themselves, and move nothing either", async () => {
    await ana.messages("linha 85 do").evaluate((row) => row.scrollIntoView({ block: "start" }));
    const before = await place("linha 85 do");
    await ana.messages("linha 50 do").waitFor({ state: "attached" });
    expect(Math.abs(await place("linha 85 do") - before)).toBeLessThanOrEqual(1);
    const numbers = (await ana.texts()).flatMap((text) => /^linha (\d+)/.exec(text)?.[1] ?? []);
    const first = Number(numbers[0]);
    expect(numbers).toEqual(numbers.map((_, index) => String(first + index)));
  });

  await t.step("what grows above or below what is read moves nothing of it", async () => {
    await ana.messages("linha 90 do").evaluate((row) => row.scrollIntoView({ block: "center" }));
    await ana.messages("linha 90 do").hover();
    const before = await place("linha 90 do");
    const history = await bruno.wholeHistory(geral);
    const react = (n: number) => {
      const { seq } = history.find(({ body }) => body === `linha ${n} do Bruno`)!;
      line.say({ t: "react", id: newId(), room: geral, seq, emoji: "👍", on: true });
    };
    await using line = await bruno.connect();
    for (const n of [60, 120]) react(n);
    for (const n of [60, 120]) {
      await ana.messages(`linha ${n} do`).getByText("👍").waitFor({ state: "attached" });
    }
    expect(Math.abs(await place("linha 90 do") - before)).toBeLessThanOrEqual(1);
    // As a picture does when it has come: without any render.
    await ana.messages("linha 125 do").evaluate((row) => row.append(document.createElement("hr")));
    await ana.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))));
    expect(Math.abs(await place("linha 90 do") - before)).toBeLessThanOrEqual(1);
  });

  await t.step("one's own message leads to the end", async () => {
    await ana.write("de volta ao fim");
    await ana.sees("de volta ao fim");
    expect(await ana.log.evaluate((log) => log.scrollTop)).toBe(0);
    await pill.waitFor({ state: "detached" });
  });
  ana.expectPeace();
});
