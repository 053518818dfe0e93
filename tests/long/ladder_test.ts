import { expect } from "expect";
import { startBrowser, Visitor } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { AloneSite } from "../support/sites.ts";
import { type Ban, SOCKETS, STREAMS, StrictProxy } from "../support/strict_proxy.ts";

const NO_SOCKETS: Ban = { what: SOCKETS, how: "refuse" };
const NO_STREAMS: Ban = { what: STREAMS, how: "refuse" };

/** What somebody's page has asked for from here on, by the way it connects. */
function waysOf(chatter: Chatter, from = 0): string[] {
  const ways = chatter.visitor.requests.slice(from).flatMap((url) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname === "/ws") return ["socket"];
    if (pathname !== "/api/v1/events") return [];
    return [searchParams.has("wait") ? "poll" : "stream"];
  });
  return [...new Set(ways)];
}

/** Both write, and both see it once. */
async function talk(ana: Chatter, bruno: Chatter, about: string): Promise<void> {
  await ana.write(`Ana sobre ${about}`);
  await bruno.sees(`Ana sobre ${about}`, 15_000);
  await bruno.write(`Bruno sobre ${about}`);
  await ana.sees(`Bruno sobre ${about}`, 15_000);
  await ana.log.getByText("Enviando").waitFor({ state: "hidden" });
}

/** Nobody looks at the page any more, or somebody does again. */
async function show(chatter: Chatter, state: "hidden" | "visible"): Promise<void> {
  await chatter.page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

Deno.test("behind a proxy that refuses sockets Ana chats by a stream, and the next page knows", async () => {
  await using site = await AloneSite.open();
  await using proxy = new StrictProxy(site.instance.port, [NO_SOCKETS]);
  await using browser = await startBrowser();
  const bruno = await Chatter.join(browser, site.url, "Bruno");
  const ana = await Chatter.join(browser, proxy.url, "Ana");
  await talk(ana, bruno, "o proxy");
  expect(waysOf(ana)).toEqual(["socket", "stream"]);
  expect(waysOf(bruno)).toEqual(["socket"]);
  for (let n = 0; n < 5; n++) await ana.write(`seguidas ${n}`);
  await bruno.sees("seguidas 4");
  expect(await bruno.texts()).toEqual(await ana.texts());

  const before = ana.visitor.requests.length;
  await ana.page.reload();
  await ana.ready();
  await talk(ana, bruno, "a página seguinte");
  expect(waysOf(ana, before)).toEqual(["stream"]);
  expect(await ana.texts()).toEqual(await bruno.texts());
  ana.expectPeace();
  bruno.expectPeace();
});

Deno.test("where streams are refused too, Ana chats by polls", async () => {
  await using site = await AloneSite.open();
  await using proxy = new StrictProxy(site.instance.port, [NO_SOCKETS, NO_STREAMS]);
  await using browser = await startBrowser();
  const bruno = await Chatter.join(browser, site.url, "Bruno");
  const ana = await Chatter.join(browser, proxy.url, "Ana");
  await talk(ana, bruno, "consultas");
  expect(waysOf(ana)).toEqual(["socket", "stream", "poll"]);
  for (let n = 0; n < 5; n++) {
    await ana.write(`Ana ${n}`);
    await bruno.write(`Bruno ${n}`);
  }
  await ana.sees("Bruno 4");
  await bruno.sees("Ana 4");
  const agree = async () => (await ana.texts()).join() === (await bruno.texts()).join();
  await eventually(agree);
  expect((await ana.texts()).length).toBe(12);
  ana.expectPeace();
});

Deno.test("a proxy that swallows what it does not know costs Ana eight seconds, and no message", async () => {
  await using site = await AloneSite.open();
  await using proxy = new StrictProxy(site.instance.port, [{ what: SOCKETS, how: "swallow" }]);
  await using browser = await startBrowser();
  const bruno = await Chatter.join(browser, site.url, "Bruno");
  const ana = await Chatter.join(browser, proxy.url, "Ana");
  await talk(ana, bruno, "o silêncio");
  expect(waysOf(ana)).toEqual(["socket", "stream"]);
  ana.expectPeace();
});

Deno.test("once sockets get through again, Ana's page goes back to one", async () => {
  await using site = await AloneSite.open();
  await using proxy = new StrictProxy(site.instance.port, [NO_SOCKETS]);
  await using browser = await startBrowser();
  const bruno = await Chatter.join(browser, site.url, "Bruno");
  const ana = await Chatter.join(browser, proxy.url, "Ana");
  await ana.page.clock.install();
  await ana.page.reload();
  await ana.ready();
  await talk(ana, bruno, "antes");
  proxy.bans = [];
  const before = ana.visitor.requests.length;
  // It looks for itself after half a minute or a little more.
  await ana.page.clock.fastForward(38_000);
  await eventually(() => waysOf(ana, before).length > 0);
  await talk(ana, bruno, "depois");
  expect(waysOf(ana, before)).toEqual(["socket"]);
  expect(await ana.texts()).toEqual(await bruno.texts());
  ana.expectPeace();
});

Deno.test("six tabs that nobody looks at leave the seventh a connection, and still hear", async () => {
  await using site = await AloneSite.open();
  await using proxy = new StrictProxy(site.instance.port, [NO_SOCKETS]);
  await using browser = await startBrowser();
  const ana = await Chatter.join(browser, proxy.url, "Ana");
  const bruno = await Chatter.join(browser, site.url, "Bruno");
  await talk(ana, bruno, "abas");
  const { context } = ana.visitor;
  const tabs: Chatter[] = [];
  // A browser has six connections for one server, whatever the number of its tabs.
  for (let n = 0; n < 7; n++) {
    const tab = new Chatter(new Visitor(context, await context.newPage()), proxy.url);
    tabs.push(tab);
    await tab.page.clock.install();
    await tab.page.goto(`${proxy.url}/r/geral`);
    await tab.ready();
    await talk(tab, bruno, `a aba ${n}`);
    if (n === 6) break;
    await show(tab, "hidden");
    await tab.page.clock.fastForward(10_000);
  }
  const [first, last] = [tabs[0]!, tabs[6]!];
  await talk(last, bruno, "a última aba");
  await first.page.clock.fastForward(16_000);
  await first.sees("Bruno sobre a última aba");
  await show(first, "visible");
  await talk(first, bruno, "a volta");
});
