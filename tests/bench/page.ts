import { parseArgs } from "node:util";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import type { Line } from "../support/line.ts";
import { fillRoom } from "../support/long_room.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { Gauge } from "./gauge.ts";
import { print } from "./print.ts";
import { percentile } from "./spread.ts";

// `deno task bench:page [--minutes N] [--messages M] [--only busy|single|lasting]`: how fast a room's
// page stays while it is talked in. Three minutes for the third figure, unless told; the goal is meant
// for 60 minutes and 50,000 messages.
const { values } = parseArgs({
  args: Deno.args,
  options: {
    minutes: { type: "string", default: "3" },
    messages: { type: "string" },
    only: { type: "string" },
  },
});
const MINUTES = Number(values.minutes);
const MESSAGES = Number(values.messages ?? Math.round(50_000 / 60 * MINUTES));
const LOADED = 300;
const PER_SECOND = 20;
const BUSY_MS = 30_000;
const SINGLE = 20;
/** So many come before the heap is looked at first: the page holds as many as it ever will. */
const WARM = 600;
const MIB = 2 ** 20;

interface Room {
  site: AloneSite;
  id: number;
  lines: Line[];
  ana: Chatter;
  gauge: Gauge;
}

let missed = 0;
await using site = await AloneSite.open({ RATE_LIMITS: "off" });
await using browser = await startBrowser();
const people = await Promise.all(
  ["Bruno", "Clara", "Davi"].map((name) => Person.named(name, site.url)),
);
const { id } = await people[0]!.room();
await fillRoom(people[0]!, id, LOADED);
const ana = await Chatter.open(browser, await Person.named("Ana", site.url));
ana.page.setDefaultTimeout(60_000);
await ana.settled();
const gauge = await Gauge.at(ana.page);
const lines = await Promise.all(people.map((person) => person.connect()));
const room: Room = { site, id, lines, ana, gauge };
await loadAll(room);
if (wants("busy")) await busy(room);
if (wants("single")) await single(room);
if (wants("lasting")) await lasting(room);
for (const line of lines) await line[Symbol.asyncDispose]();
if (missed > 0) print(`\n${missed} of the goals missed`);
Deno.exitCode = missed > 0 ? 1 : 0;

function wants(what: string): boolean {
  return values.only === undefined || values.only === what;
}

/** Has the page hold `LOADED` messages, and leads back to the end. */
async function loadAll({ ana }: Room): Promise<void> {
  const rows = ana.log.locator("article");
  while (await rows.count() < LOADED) {
    const before = await rows.count();
    await ana.log.evaluate((log) => log.scrollTop = -log.scrollHeight);
    await ana.page.waitForFunction(
      (before) => document.querySelectorAll(".talk article").length > before,
      before,
    );
  }
  await toEnd(ana);
}

async function toEnd({ page, log }: Chatter): Promise<void> {
  await log.evaluate((log) => log.scrollTop = 0);
  // In one step: at the end the way there goes by itself.
  await page.evaluate(() => document.querySelector<HTMLElement>(".foot > .pill")?.click());
  await page.locator(".foot > .pill").waitFor({ state: "detached" });
}

/** What somebody does who uses the page while everybody talks. */
async function busy(room: Room): Promise<void> {
  const { ana, gauge } = room;
  print(`\n${PER_SECOND} messages a second into ${LOADED}, 4 times slower`);
  // What comes when it is first wanted is here.
  await openMenu(ana);
  await gauge.slow(4);
  await gauge.forget();
  const talk = chatter(room, { perSecond: PER_SECOND, count: Infinity });
  const end = Date.now() + BUSY_MS;
  while (Date.now() < end) {
    await ana.composer.pressSequentially("uma frase que alguém escreve ", { delay: 60 });
    await openMenu(ana);
    await ana.page.mouse.wheel(0, -400);
    await ana.page.mouse.wheel(0, 400);
    await ana.composer.fill("");
  }
  const sent = await talk.stop();
  const { durations, slowest } = await gauge.interactions();
  goal("interaction to next paint, p98, ms", percentile(durations, 0.98), 100);
  print(`  ${durations.length} interactions, ${sent} messages; slowest: ${slowest}`);
  await gauge.slow(1);
}

// By the mouse's own events: a locator waits for a moment in which nothing moves, and there is none.
async function openMenu({ page, composer }: Chatter): Promise<void> {
  await page.locator(".talk article").last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  const field = await composer.boundingBox();
  if (field) await page.mouse.click(field.x + field.width / 2, field.y + field.height / 2);
}

/** One message at a time, with nothing else to do. */
async function single({ ana, gauge, lines: [line], id }: Room): Promise<void> {
  for (const rate of [4, 1]) {
    print(`\na message by itself into ${LOADED}, ${rate} times slower`);
    await toEnd(ana);
    await gauge.slow(rate);
    await pass(1_000);
    await gauge.forget();
    const busyBefore = await gauge.metric("TaskDuration");
    for (let n = 0; n < SINGLE; n++) {
      const text = `sozinha ${newId()}`;
      line?.say({ t: "send", id: newId(), room: id, body: text });
      await ana.messages(text).waitFor();
      await pass(300);
    }
    const spent = 1_000 * (await gauge.metric("TaskDuration") - busyBefore) / SINGLE;
    goal("longest task, ms (0: none of 50 or more)", await gauge.longestTask(), 50);
    print(`  ${spent.toFixed(1)} ms of work in all for a message, the probing with it`);
  }
  await gauge.slow(1);
}

/** What the page keeps of all that went through it. */
async function lasting(room: Room): Promise<void> {
  const { gauge } = room;
  await toEnd(room.ana);
  print(`\n${MESSAGES} messages in ${MINUTES} minutes`);
  await chatter(room, { perSecond: 100, count: WARM }).done;
  await pass(3_000);
  const before = await gauge.held();
  await chatter(room, { perSecond: MESSAGES / MINUTES / 60, count: MESSAGES }).done;
  await pass(3_000);
  const after = await gauge.held();
  goal("growth of the heap, MiB", (after.bytes - before.bytes) / MIB, 10);
  print(`  heap ${(before.bytes / MIB).toFixed(1)} to ${(after.bytes / MIB).toFixed(1)} MiB`);
  print(
    `  nodes ${before.nodes} to ${after.nodes}, listeners ${before.listeners} to ${after.listeners}`,
  );
}

/** Everybody talks, at a steady pace. */
function chatter(
  { lines, id }: Room,
  { perSecond, count }: { perSecond: number; count: number },
): { done: Promise<void>; stop(): Promise<number> } {
  const began = Date.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor((Date.now() - began) * perSecond / 1_000));
    for (; sent < due; sent++) say(lines[sent % lines.length]!, id, sent);
    if (sent >= count) finish();
  }, 10);
  function finish(): void {
    clearInterval(timer);
    resolve();
  }
  return {
    done: promise,
    stop() {
      finish();
      return Promise.resolve(sent);
    },
  };
}

function say(line: Line, room: number, n: number): void {
  // What came is of no use here, and would be all that this process holds.
  line.frames.length = 0;
  const body = n % 10 === 0
    ? `**${n}**: veja \`isto\` e https://exemplo.lan/${n}`
    : `frase ${n} dita na sala`;
  line.say({ t: "send", id: newId(), room, body });
}

function goal(what: string, figure: number, most: number): void {
  const met = figure <= most;
  if (!met) missed++;
  print(`  ${what.padEnd(52)} ${figure.toFixed(1)}  (goal ${most}: ${met ? "met" : "MISSED"})`);
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
