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
const SIGN_UP_AT_ONCE = 20;

/** When the last of them is up to date, and what the one that has stayed notices of that. */
interface Return {
  allMs: number;
  p99Ms: number;
}

/** 500 people come back to one instance together, and one has stayed: measured once, told twice. */
export function comingBack(): readonly Figure[] {
  let measured: Promise<Return> | undefined;
  const measure = (site: MysqlSite) => measured ??= comeBack(site);
  return [
    {
      name: `${CLIENTS} clients come back together: all up to date`,
      most: 5_000,
      measure: async (site) => (await measure(site)).allMs,
    },
    {
      name: `${CLIENTS} clients come back together: to the one that stayed, p99`,
      most: 200,
      measure: async (site) => (await measure(site)).p99Ms,
    },
  ];
}

async function comeBack({ a }: MysqlSite): Promise<Return> {
  const { url } = a.instance;
  const [ana, bruno] = [
    await Person.named("Ana que fica", url),
    await Person.named("Bruno que fala", url),
  ];
  const cookies = await signUp(url);
  const { id: room, rev: since } = await ana.room();
  const [[stays], [talks]] = await Promise.all([
    openSockets(ana, 1, [url]),
    openSockets(bruno, 1, [url]),
  ]);
  await post(bruno, room, MISSED);
  let isOver = false;
  const herd = { url, cookies, room, since, until: since + MISSED };
  const back = bringBack(herd).finally(() => isOver = true);
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

/** The cookies of so many people, all of them in geral. */
async function signUp(url: string): Promise<string[]> {
  const cookies: string[] = [];
  for (let n = 0; n < CLIENTS; n += SIGN_UP_AT_ONCE) {
    const people = await Promise.all(
      Array.from({ length: SIGN_UP_AT_ONCE }, (_, m) => Person.named(`Aluna ${n + m}`, url)),
    );
    cookies.push(...people.map(({ cookie }) => cookie ?? ""));
  }
  return cookies;
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
