import { AloneSite, SharedSite } from "../support/sites.ts";
import { Crowd } from "./crowd.ts";
import { exporting } from "./exporting.ts";
import { print, printRow } from "./print.ts";
import { restoring } from "./restoring.ts";
import { percentile, repeat, type Spread } from "./spread.ts";

const TIMES = 5;

await alone();
await exports();
await shared();
Deno.exit(0);

async function alone(): Promise<void> {
  title("one instance, SQLite");
  tell("from start to the ready line, ms", await repeat(TIMES, starting));
  await using site = await AloneSite.open();
  await measure([site.url]);
}

async function exports(): Promise<void> {
  title("a room of 200,000 messages, from one instance, SQLite");
  for (const { format, size, ms, growth } of await exporting(200_000)) {
    printRow(`${format}: MB of file, seconds, MB of memory more`, [
      size / 1e6,
      ms / 1e3,
      growth / 1e6,
    ]);
  }
}

async function shared(): Promise<void> {
  await using site = await SharedSite.open({ durable: true });
  title(`two instances, ${site.mysql.version} and Redis`);
  await measure([site.a.url, site.b.url]);
  const delays = await restoring(site, { pages: 20, times: 20 });
  printRow(
    "a restored backup to the last of 20 pages, p50 and max, ms",
    [0.5, 1].map((p) => percentile(delays, p)),
  );
}

async function starting(): Promise<number> {
  const begun = performance.now();
  await using _site = await AloneSite.open();
  return performance.now() - begun;
}

/** With 20 sockets, as many as one session may have. */
async function measure(urls: readonly string[]): Promise<void> {
  using crowd = await Crowd.gather(20, urls);
  const delays: number[] = [];
  for (let n = 0; n < 300; n++) delays.push(await crowd.delivery());
  printRow(
    "send to delivery, one sender, p50 and p99, ms",
    [0.5, 0.99].map((p) => percentile(delays, p)),
  );
  tell(
    "acked a second, 500 under way",
    await repeat(TIMES, () => crowd.ackedPerSecond(4_000, 500)),
  );
  tell(
    "delivered a second to 20 sockets, 40 under way",
    await repeat(TIMES, () => crowd.deliveredPerSecond(1_000, 40)),
  );
}

function title(text: string): void {
  print(`\n${text}`);
}

function tell(what: string, { median, min, max }: Spread): void {
  printRow(what, [median], ` (${min.toFixed(1)} to ${max.toFixed(1)})`);
}
