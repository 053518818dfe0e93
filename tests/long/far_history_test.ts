import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { ageRoom, fillRoom } from "../support/long_room.ts";
import { Person } from "../support/person.ts";
import { readAll } from "../support/read_all.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("a message's address opens it where it was said, and one goes on from there", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await fillRoom(bruno, geral, 600);
  const all = await bruno.wholeHistory(geral);
  const seq = (n: number) => all.find(({ body }) => body === `linha ${n}.`)?.seq ?? 0;
  const clara = await Chatter.open(browser, await Person.named("Clara", site.url), {
    javaScriptEnabled: false,
  });
  const ana = await Chatter.open(browser, await Person.named("Ana", site.url));
  const pill = ana.page.getByRole("link", { name: /Ir para o fim|nov/ });

  await t.step("without a script it is in sight, marked, and has the focus", async () => {
    await clara.page.goto(`${site.url}/r/geral/${seq(300)}`);
    const row = clara.messages("linha 300.");
    expect(await isInSight(clara, "linha 300.")).toBe(true);
    expect(await row.getAttribute("class")).toContain("shown");
    await clara.page.getByRole("link", { name: "Mensagens seguintes" }).click();
    await clara.page.waitForURL(/after=/);
    expect((await clara.texts()).length).toBe(50);
  });

  await t.step("with a script it is in the middle, and stays there", async () => {
    await ana.page.goto(`${site.url}/r/geral/${seq(300)}`);
    await ana.page.locator("article.shown:focus").waitFor();
    expect(await isInSight(ana, "linha 300.")).toBe(true);
    const shift = await ana.messages("linha 300.").evaluate((row) => {
      const [inner, outer] = [row, row.closest(".log")!].map((one) => one.getBoundingClientRect());
      return (inner!.top + inner!.bottom) / 2 - (outer!.top + outer!.bottom) / 2;
    });
    expect(Math.abs(shift)).toBeLessThan(20);
  });

  await t.step("what comes meanwhile is counted, and moves nothing", async () => {
    const before = await place(ana, "linha 300.");
    await bruno.post(geral, "enquanto isso");
    await ana.page.getByRole("link", { name: "1 nova mensagem" }).waitFor();
    expect(Math.abs(await place(ana, "linha 300.") - before)).toBeLessThanOrEqual(1);
    expect(await ana.messages("enquanto isso").count()).toBe(0);
  });

  await t.step("a reload keeps the place, and so does coming back", async () => {
    const there = await ana.page.waitForFunction(() => history.state?.place?.seq);
    const kept = await there.jsonValue();
    await ana.log.evaluate((log) => log.scrollBy({ top: -700 }));
    await ana.page.waitForFunction((old) => history.state?.place?.seq !== old, kept);
    const [first] = await inSight(ana);
    const before = await place(ana, first!);
    await ana.page.reload();
    await eventually(async () => Math.abs(await place(ana, first!) - before) <= 1);
    await ana.page.goto(`${site.url}/salas`);
    await ana.page.goBack();
    await eventually(async () => Math.abs(await place(ana, first!) - before) <= 1);
  });

  await t.step("the way to the newest leads there, and the address with it", async () => {
    await pill.click();
    await ana.sees("enquanto isso");
    await ana.messages("linha 600.").waitFor();
    await pill.waitFor({ state: "detached" });
    await ana.page.waitForURL(`${site.url}/r/geral`);
    expect(await ana.log.evaluate((log) => log.scrollTop)).toBe(0);
  });

  await t.step("writing from afar leads to the newest as well", async () => {
    await ana.page.goto(`${site.url}/r/geral/${seq(200)}`);
    await ana.page.locator("article.shown:focus").waitFor();
    await ana.write("escrevo de longe");
    await ana.sees("escrevo de longe");
    await ana.messages("enquanto isso").waitFor();
    expect((await ana.texts()).at(-1)).toBe("escrevo de longe");
    expect(await ana.log.evaluate((log) => log.scrollTop)).toBe(0);
  });

  await t.step(
    "offline, too: it shows at once, and the rest comes with the connection",
    async () => {
      await ana.page.goto(`${site.url}/r/geral/${seq(200)}`);
      await ana.page.locator("article.shown:focus").waitFor();
      await ana.visitor.context.setOffline(true);
      await ana.write("sem rede e de longe");
      await ana.sees("sem rede e de longe");
      expect((await ana.texts()).at(-1)).toBe("sem rede e de longe");
      await bruno.post(geral, "o que se perdeu");
      await ana.visitor.context.setOffline(false);
      await ana.sees("o que se perdeu", 15_000);
      await bruno.history(geral);
      await eventually(async () =>
        (await bruno.history(geral)).some(({ body }) => body === "sem rede e de longe")
      );
      expect(await ana.messages("sem rede e de longe").count()).toBe(1);
    },
  );

  await t.step("a number that nobody has written is not found", async () => {
    const answer = await ana.page.goto(`${site.url}/r/geral/999999`);
    expect(answer?.status()).toBe(404);
  });
});

Deno.test("whoever was away for long goes to the first new message, and reads on", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const [bruno, person] = [
    await Person.named("Bruno", site.url),
    await Person.named("Ana", site.url),
  ];
  const { id: geral } = await bruno.room();
  await fillRoom(bruno, geral, 40);
  const first = await Chatter.open(browser, person);
  await eventually(async () => (await person.room()).unread === 0);
  await first.page.close();
  await fillRoom(bruno, geral, 940, { from: 41, word: "nova" });
  const ana = await Chatter.open(browser, person);
  await ana.page.getByRole("group", { name: "900 novas mensagens" })
    .getByRole("link", { name: "Ir" }).click();
  await ana.log.locator(".fresh").waitFor();
  await eventually(() => isInSight(ana, "nova 41."));
  expect(await isInSight(ana, "linha 40.")).toBe(true);
  expect(await ana.log.locator(".fresh").innerText()).toBe("900 novas mensagens");
  expect((await ana.texts()).length).toBeLessThan(160);
  await readAll(ana, "down");
  expect((await ana.texts()).at(-1)).toBe("nova 940.");
  await eventually(async () => (await person.room()).unread === 0);
  ana.expectPeace();
});

Deno.test("a day is gone to, with a script and without", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const { id: geral } = await bruno.room();
  await fillRoom(bruno, geral, 700);
  await ageRoom(site, geral, 100);
  const days = await daysOf(bruno, geral);
  const [day, start] = [...days][2]!;
  const [clara, ana] = await Promise.all([
    Chatter.open(browser, await Person.named("Clara", site.url), { javaScriptEnabled: false }),
    Chatter.open(browser, await Person.named("Ana", site.url)),
  ]);
  const choose = async ({ page }: Chatter) => {
    await page.getByRole("button", { name: "Ir para uma data" }).click();
    await page.locator("#dia").fill(day);
    await page.getByRole("button", { name: "Ir", exact: true }).click();
  };

  await t.step("the form leads to its first message", async () => {
    await choose(clara);
    await clara.page.waitForURL(/\/r\/geral\/\d+$/);
    expect(await isInSight(clara, start)).toBe(true);
  });

  await t.step("and in place, once one has begun to look back", async () => {
    await ana.log.evaluate((log) => log.scrollBy({ top: -900 }));
    await ana.page.waitForFunction(() => history.state?.place !== undefined);
    await choose(ana);
    await ana.messages(start).waitFor();
    await eventually(() => isInSight(ana, start));
    expect(new URL(ana.page.url()).pathname).toBe("/r/geral");
    await ana.page.locator("#dia").waitFor({ state: "hidden" });
  });

  await t.step("the day floats above while one scrolls, and leaves", async () => {
    await ana.log.hover();
    await ana.page.mouse.wheel(0, 600);
    await ana.page.waitForFunction(() => {
      const top = document.querySelector(".log")?.getBoundingClientRect().top ?? -1;
      const days = [...document.querySelectorAll(".moving .day")];
      return days.some((one) => Math.abs(one.getBoundingClientRect().top - top) < 2);
    });
    await ana.page.locator(".log.moving").waitFor({ state: "detached" });
  });
  ana.expectPeace();
});

/** How far below the log's upper edge this message stands. */
async function place(ana: Chatter, text: string): Promise<number> {
  const [row, log] = [await ana.messages(text).boundingBox(), await ana.log.boundingBox()];
  return (row?.y ?? NaN) - (log?.y ?? NaN);
}

/** The texts that can be read now. */
async function inSight(ana: Chatter): Promise<string[]> {
  return await ana.log.evaluate((log) => {
    const { top, bottom } = log.getBoundingClientRect();
    return [...log.querySelectorAll("article")].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= top && box.bottom <= bottom;
    }).map((row) => row.querySelector(".txt")?.textContent ?? "");
  });
}

async function isInSight(ana: Chatter, text: string): Promise<boolean> {
  return (await inSight(ana)).some((shown) => shown.includes(text));
}

/** The first message of each day, by the day, as this machine counts days. */
async function daysOf(person: Person, room: number): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  for (const { at, body } of await person.wholeHistory(room)) {
    const day = new Intl.DateTimeFormat("en-CA").format(new Date(at));
    if (!days.has(day)) days.set(day, body);
  }
  return days;
}
