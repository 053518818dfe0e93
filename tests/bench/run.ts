// `deno task bench [-- --quick] [-- --only <scenes>]`: us beside the limits of the machine and beside
// what most people would build, in one run, which goes into `results.json` and the READMEs. A scene that
// is named takes the place of its figures there; `--quick` changes nothing.
import { AloneSite, SharedSite } from "../support/sites.ts";
import { judge } from "./goals.ts";
import { machine } from "./machine.ts";
import { NAMES } from "./names.ts";
import { Ours } from "./ours.ts";
import { print, printRow } from "./print.ts";
import { type Figure, Results, toldOf } from "./results.ts";
import { startBare } from "./rivals/bare.ts";
import { startPeer } from "./rivals/peer.ts";
import { startWriter } from "./rivals/writer.ts";
import { coldStart } from "./scenes/cold_start.ts";
import { durableSends } from "./scenes/durable_sends.ts";
import { exports } from "./scenes/exports.ts";
import { fanOut, oneByOne } from "./scenes/fan_out.ts";
import { idleSockets } from "./scenes/idle_sockets.ts";
import { mixedDay } from "./scenes/mixed_day.ts";
import { oneSender } from "./scenes/one_sender.ts";
import { pageWeight } from "./scenes/page_weight.ts";
import { past } from "./scenes/past.ts";
import { restored } from "./scenes/restored.ts";
import { roomPage } from "./scenes/room_page.ts";
import { atSeventy } from "./scenes/seventy.ts";
import { storms } from "./scenes/storm.ts";
import { twoRooms } from "./scenes/two_rooms.ts";
import type { Stage } from "./stage.ts";
import { putIntoReadmes, tableOf } from "./table.ts";

/** As compose has it, and durable: each COMMIT waits for the disk. */
const MYSQL = [
  "--innodb-flush-log-at-trx-commit=1",
  "--sync-binlog=1",
  "--innodb-buffer-pool-size=256M",
  "--loose-innodb-redo-log-capacity=512M",
];
const ROOT = new URL("../../", import.meta.url);
const RESULTS = new URL("tests/bench/results.json", ROOT);

const quick = Deno.args.includes("--quick");
const only = Deno.args.includes("--only")
  ? Deno.args[Deno.args.indexOf("--only") + 1] ?? ""
  : undefined;
const failed: string[] = [];
const stage: Stage = { results: new Results(), times: quick ? 3 : 5, quick, shared: [] };

const begun = performance.now();
const versions = await play();
const about = { ...machine(), ...versions, at: new Date().toISOString() };
if (only !== undefined && !quick) stage.results.keep(await earlier());
const judged = judge(stage.results);
print(`\n${tableOf(judged, about, "en")}`);
print(`in ${Math.round((performance.now() - begun) / 1_000)} s`);
if (!quick) await keep();
Deno.exit(failed.length);

async function keep(): Promise<void> {
  const figures = stage.results.figures.map((one) => ({ ...one, ...toldOf(one.values) }));
  const all = { about, figures, goals: judged };
  await Deno.writeTextFile(RESULTS, `${JSON.stringify(all, undefined, 2)}\n`);
  await putIntoReadmes(ROOT, judged, about);
}

async function earlier(): Promise<Figure[]> {
  try {
    return JSON.parse(await Deno.readTextFile(RESULTS)).figures;
  } catch {
    return [];
  }
}

/** Plays all scenes, or those that were asked for. */
async function play(): Promise<{ mysql: string }> {
  await using site = await SharedSite.open({ durable: true, args: MYSQL });
  stage.shared.push(site.mysql.pid);
  await using alone = await AloneSite.open();
  await using bare = await startBare();
  await using peer = await startPeer(await site.mysql.database("peer"));
  const database = site.mysql.config("conexao");
  await using writer100 = await startWriter(database, { rows: 100, room: 1_000_001 });
  await using writer500 = await startWriter(database, { rows: 500, room: 1_000_002 });
  const ours = {
    alone: new Ours({ name: NAMES.alone, instances: [alone.instance] }),
    shared: new Ours({ name: NAMES.shared, instances: [site.a] }),
    two: new Ours({ name: NAMES.two, instances: [site.a, site.b] }),
  };
  const instances = [site.a, site.b];
  const byRoom = new Ours({ name: NAMES.two, instances, spread: "rooms" });
  const all = [bare, peer, ours.alone, ours.shared];
  // In `--quick` those that take minutes are left out, and so are those that nobody has named.
  const scenes: readonly { name: string; when?: "whole" | "named"; play: () => Promise<void> }[] = [
    { name: "one by one", play: () => oneByOne(stage, [...all, ours.two], 100) },
    { name: "fan-out 10", play: () => fanOut(stage, all, 10) },
    { name: "fan-out 100", play: () => fanOut(stage, [...all, ours.two], 100) },
    { name: "fan-out 1000", when: "whole", play: () => fanOut(stage, all, 1_000) },
    { name: "two rooms", when: "whole", play: () => twoRooms(stage, [ours.shared, byRoom]) },
    { name: "seventy", play: () => atSeventy(stage, [peer, ours.shared]) },
    {
      name: "sends",
      play: () => durableSends(stage, [writer100, writer500, peer, ours.alone, ours.shared]),
    },
    { name: "sender", play: () => oneSender(stage, ours.two, database) },
    {
      name: "storm",
      when: "whole",
      play: () => afresh(({ alone, shared }) => storms(stage, [alone, shared])),
    },
    { name: "day", when: "whole", play: () => mixedDay(stage, [ours.alone, ours.shared]) },
    { name: "page", play: () => afresh(({ alone }) => roomPage(stage, alone)) },
    { name: "weight", when: "whole", play: () => afresh(({ alone }) => pageWeight(stage, alone)) },
    { name: "idle", when: "whole", play: () => idleSockets(stage) },
    { name: "cold", play: () => coldStart(stage) },
    { name: "past", when: "whole", play: () => past(stage) },
    { name: "exports", when: "named", play: () => exports(stage) },
    { name: "restored", when: "named", play: () => restored(stage, site) },
  ];
  for (const { name, when, play } of scenes) {
    const isPlayed = only === undefined
      ? when !== "named" && !(quick && when === "whole")
      : only.split(",").some((one) => name.includes(one));
    if (isPlayed) await tell(name, play);
  }
  return { mysql: site.mysql.version };
}

/** Plays a scene on servers that have done nothing yet, and whose people are in no other room. */
async function afresh(
  play: (fresh: Record<"alone" | "shared", Ours>) => Promise<void>,
): Promise<void> {
  await using site = await SharedSite.open({ durable: true, args: MYSQL });
  await using alone = await AloneSite.open();
  await play({
    alone: new Ours({ name: NAMES.alone, instances: [alone.instance] }),
    shared: new Ours({ name: NAMES.shared, instances: [site.a] }),
  });
}

/** Plays a scene, and says what it has measured; one that fails does not take the others with it. */
async function tell(name: string, scene: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  const before = stage.results.figures.length;
  try {
    await scene();
  } catch (error) {
    failed.push(name);
    print(`${name} could not be measured: ${error}`);
  }
  print(`\n${name}, in ${Math.round((performance.now() - begun) / 1_000)} s`);
  for (const { what, of, unit, values, cores } of stage.results.figures.slice(before)) {
    const { median, min, max } = toldOf(values);
    const shares = cores && Object.values(cores).map((all) => toldOf(all).median.toFixed(2));
    const used = shares ? `, cores: ${shares[0]}, the load ${shares[1]}` : "";
    const ends = ` ${unit} (${min.toFixed(1)} to ${max.toFixed(1)}${used})`;
    printRow(`${what}: ${of}`, [median], ends);
  }
}
