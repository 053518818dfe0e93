import { openSockets } from "@/tests/bench/sockets.ts";
import { percentile } from "@/tests/bench/spread.ts";
import { newId } from "@/tests/support/new_id.ts";
import { Person } from "@/tests/support/person.ts";
import { pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import type { Figure } from "./figure.ts";
import type { Herd } from "./herd.ts";
import { post } from "./post.ts";

const CLIENTS = 500;
const MISSED = 300;

/** 500 clients come back to one instance together: when the last of them is up to date. */
export const comingBack: Figure = {
  name: `${CLIENTS} clients come back together: all up to date`,
  most: 5_000,
  measure: async (site) => (await comeBack(site)).allMs,
};

/** What the one that has stayed notices of that. */
export const staying: Figure = {
  name: "and the one that stayed hears within, p99",
  most: 200,
  measure: async (site) => (await comeBack(site)).p99Ms,
};

async function comeBack({ a }: MysqlSite): Promise<{ allMs: number; p99Ms: number }> {
  const ana = await Person.named(`Ana ${newId().slice(0, 8)}`, a.instance.url);
  const bruno = await Person.named(`Bruno ${newId().slice(0, 8)}`, a.instance.url);
  const { id: room, rev: since } = await ana.room();
  const [[stays], [talks]] = await Promise.all([
    openSockets(ana, 1, [ana.url]),
    openSockets(bruno, 1, [bruno.url]),
  ]);
  await post(bruno, room, MISSED);
  let isOver = false;
  const herd = { url: ana.url, cookie: ana.cookie!, room, since, size: CLIENTS };
  const back = bringBack({ ...herd, until: since + MISSED }).finally(() => isOver = true);
  const delays: Promise<number>[] = [];
  while (!isOver) {
    const id = newId(), begun = performance.now();
    delays.push(stays!.whenHeard(id).then(() => performance.now() - begun));
    talks!.post(room, id, "e enquanto isso?");
    await pass(10);
  }
  const result = { allMs: await back, p99Ms: percentile(await Promise.all(delays), 0.99) };
  for (const socket of [stays!, talks!]) socket.close();
  return result;
}

/** In a thread of their own, so that it is not they who make the others wait. */
function bringBack(herd: Herd): Promise<number> {
  const worker = new Worker(new URL("./herd.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(herd);
  return promise.finally(() => worker.terminate());
}
