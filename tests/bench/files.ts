import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { sharedEnvironment } from "../support/sites.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { startMysql } from "../support/mysql_server.ts";
import { TusHand } from "../support/tus_hand.ts";
import { residentMib } from "../support/resident_memory.ts";
import { print, printRow } from "./print.ts";
import { percentile } from "./spread.ts";

// `deno task bench:files [disk|mysql] [MiB]`: both, and 1,024, unless told.
const [kind, mib = "1024"] = Deno.args;
const SIZE = Number(mib) * 2 ** 20;
const TIMES = 3;
const CUT_EVERY = 100e6;
/** How long is talked without a file. */
const ALONE_MS = 10_000;
/** As compose starts it; MariaDB does not know the second, and has 96 MB. */
const MYSQL = ["--innodb-buffer-pool-size=128M", "--loose-innodb-redo-log-capacity=512M"];
const LIMITS = { FILES_PER_PERSON: "0", FILES_TOTAL: "0", DISK_FREE: "0" };

if (kind !== "mysql") await onDisk();
if (kind !== "disk") await onMysql();
Deno.exit(0);

async function onDisk(): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-bench-" });
  await using last = new AsyncDisposableStack();
  last.defer(() => Deno.remove(dir, { recursive: true }));
  await using instance = await startInstance({ DATA_DIR: dir, ...LIMITS });
  print(`\n${mib} MiB to the disk`);
  await using bare = await startBare(["disk", dir]);
  await measure(instance, bare);
}

async function onMysql(): Promise<void> {
  await using server = await startMysql({ durable: true, args: MYSQL });
  print(`\n${mib} MiB into ${server.version}`);
  const database = await server.database("conexao");
  await using instance = await startInstance({ ...sharedEnvironment(database), ...LIMITS });
  const { user, password, host, port } = await server.database("bare");
  await using bare = await startBare(["mysql", `mysql://${user}:${password}@${host}:${port}/bare`]);
  await measure(instance, bare);
}

/** One after the other, ours and the bare server, so that a busy machine is busy for both. */
async function measure(
  instance: Instance,
  bare: { url: string; pid: number },
): Promise<void> {
  const ana = await Person.named("Ana", instance.url);
  const hand = new TusHand(ana);
  const rates = [];
  await upload(instance, ana, 2 ** 20);
  const before = await rss(instance);
  let most = 0;
  for (let n = 0; n < TIMES; n++) {
    const start = await work(bare.pid);
    const limit = await send(bare.url, ["Content-Length: " + SIZE], SIZE);
    const middle = await work(instance.pid);
    const bareWork = await work(bare.pid) - start;
    const watch = setInterval(async () => most = Math.max(most, await rss(instance)), 200);
    const ours = await upload(instance, ana, SIZE);
    clearInterval(watch);
    const oursWork = await work(instance.pid) - middle;
    await hand.ask("DELETE", ours.path);
    rates.push({
      bare: SIZE / 1e6 / limit.seconds,
      ours: SIZE / 1e6 / ours.seconds,
      bareWork: bareWork * 1e9 / SIZE,
      oursWork: oursWork * 1e9 / SIZE,
    });
  }
  printRow("bare server, MB/s", rates.map((one) => one.bare));
  printRow("ours, MB/s", rates.map((one) => one.ours));
  printRow("ours of the bare server's, %", rates.map((one) => 100 * one.ours / one.bare));
  printRow("seconds of a core for a GB, bare server", rates.map((one) => one.bareWork));
  printRow("seconds of a core for a GB, ours", rates.map((one) => one.oursWork));
  printRow("memory more at most, MiB", [(most - before) / 2 ** 20]);
  await talkMeanwhile(instance, ana);
  await cutAgainAndAgain(instance, ana);
  await download(instance, ana, bare.url);
}

async function upload(instance: Instance, who: Person, size: number) {
  const path = await new TusHand(who).begin("grande.bin", size);
  const head = headOf(who, { at: 0, length: size });
  const { status, seconds } = await send(instance.url + path, head, size);
  if (status !== 204) throw new Error(`Cannot upload: ${status}`);
  return { path, seconds };
}

/** What a message takes by itself and while a file comes, with 20 messages a second. */
async function talkMeanwhile(instance: Instance, ana: Person): Promise<void> {
  const bruno = await Person.named("Bruno", instance.url);
  const { id: geral } = await bruno.room();
  await using line = await bruno.connect();
  const talk = async (until: Promise<unknown>) => {
    let over = false;
    void until.finally(() => over = true);
    const delays: number[] = [];
    while (!over) {
      const begun = performance.now();
      await line.post(geral, `mensagem ${delays.length}`);
      delays.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return delays;
  };
  const paths: string[] = [];
  const uploading = async () => {
    for (let n = 0; n < TIMES; n++) paths.push((await upload(instance, ana, SIZE)).path);
  };
  tellDelays("alone", await talk(new Promise((resolve) => setTimeout(resolve, ALONE_MS))));
  tellDelays("meanwhile", await talk(uploading()));
  for (const path of paths) await new TusHand(ana).ask("DELETE", path);
}

function tellDelays(when: string, delays: readonly number[]): void {
  printRow(`message to ack ${when}, p50 and p99, ms`, [
    percentile(delays, 0.5),
    percentile(delays, 0.99),
  ], `  (${delays.length} messages)`);
}

/** What is sent twice where the line is cut every 100 MB, by a sender who comes back at once. */
async function cutAgainAndAgain(instance: Instance, ana: Person): Promise<void> {
  const hand = new TusHand(ana);
  const path = await hand.begin("cortado.bin", SIZE);
  let [at, sent] = [0, 0];
  while (at < SIZE) {
    const some = Math.min(CUT_EVERY, SIZE - at);
    const head = headOf(ana, { at, length: SIZE - at });
    await send(instance.url + path, head, some, { cut: some < SIZE - at });
    sent += some;
    at = await hand.offset(path);
  }
  await hand.ask("DELETE", path);
  printRow("sent twice with a cut every 100 MB, %", [100 * (sent - SIZE) / SIZE]);
}

async function download(instance: Instance, ana: Person, bare: string): Promise<void> {
  const { path } = await upload(instance, ana, SIZE);
  const { id: room } = await ana.room();
  const file = path.slice("/tus/".length);
  const posted = await ana.ask(`/api/v1/rooms/${room}/messages`, {
    method: "POST",
    body: { id: newId(), body: "aqui está", files: [file] },
  });
  if (posted.status !== 201) throw new Error(`Cannot post: ${posted.text}`);
  const rates = [];
  const before = await rss(instance);
  let most = 0;
  const watch = setInterval(async () => most = Math.max(most, await rss(instance)), 200);
  for (let n = 0; n < TIMES; n++) {
    const limit = await receive(bare, {});
    const ours = await receive(`${instance.url}/f/${file}`, { cookie: ana.cookie! });
    rates.push({ limit, ours });
  }
  clearInterval(watch);
  printRow("download, bare server, MB/s", rates.map((one) => one.limit));
  printRow("download, ours, MB/s", rates.map((one) => one.ours));
  printRow(
    "download, ours of the bare server's, %",
    rates.map((one) => 100 * one.ours / one.limit),
  );
  printRow("download, memory more at most, MiB", [(most - before) / 2 ** 20]);
}

async function receive(url: string, headers: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const { status, body } = await fetch(url, { headers });
  let size = 0;
  for await (const bytes of body!) size += bytes.length;
  if (status !== 200 || size < SIZE) throw new Error(`Cannot download: ${status}, ${size} bytes`);
  return size / 1e3 / (performance.now() - begun);
}

function headOf({ cookie }: Person, { at, length }: { at: number; length: number }): string[] {
  return [
    "Tus-Resumable: 1.0.0",
    `Cookie: ${cookie}`,
    "Content-Type: application/offset+octet-stream",
    `Upload-Offset: ${at}`,
    `Content-Length: ${length}`,
  ];
}

async function send(
  url: string,
  head: readonly string[],
  size: number,
  { cut = false } = {},
): Promise<{ status: number; seconds: number }> {
  const sender = new URL("file_sender.ts", import.meta.url).pathname;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", sender, url, head.join("|"), String(size), cut ? "cut" : ""],
    stderr: "inherit",
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function startBare(
  args: readonly string[],
): Promise<{ url: string; pid: number } & AsyncDisposable> {
  const path = new URL("bare_writer.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path, ...args],
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const port = Number(new TextDecoder().decode((await reader.read()).value));
  return {
    url: `http://127.0.0.1:${port}/`,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill();
      await reader.cancel();
      await child.status;
    },
  };
}

/** Seconds that a process has worked, in proc(5)'s hundredths. */
async function work(pid: number): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")")).split(" ");
  return (Number(fields[12]) + Number(fields[13])) / 100;
}

async function rss({ pid }: Instance): Promise<number> {
  return await residentMib(pid) * 2 ** 20;
}
