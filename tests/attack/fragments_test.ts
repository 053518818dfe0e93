import { expect } from "expect";
import type { Instance } from "../support/instance.ts";
import { Person } from "../support/person.ts";
import { RawSocket } from "../support/raw_socket.ts";
import { AloneSite } from "../support/sites.ts";

const LIMIT_MB = 256;
const SOCKETS = 8;
const FRAGMENT = 64 * 1024;
/** On one socket: together more than twice the limit. */
const FRAGMENTS = 1_200;
/** What may come in between two looks of the guard, and while it drains, is on top of the limit. */
const CEILING_MB = 512;
/** What a network of 1 Gbit/s carries; on this machine's own loopback it would be five times that. */
const BYTES_PER_MS = 100_000;
/** The guard looks every second. */
const WATCH_MS = 2_500;

Deno.test("without a session there is no socket to fill", async () => {
  await using site = await AloneSite.open();
  const host = `Host: 127.0.0.1:${site.instance.port}`;
  expect(await RawSocket.open(site.instance.port, [host])).toBeUndefined();
});

Deno.test("texts that never end fill no memory beyond its limit, and lose nothing that was acked", async () => {
  await using site = await AloneSite.open({ MEMORY_LIMIT_MB: String(LIMIT_MB) });
  const { instance } = site;
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  expect((await ana.post(geral.id, "antes do ataque")).status).toBe(201);

  const watch = watchMemory(instance);
  const headers = [`Host: 127.0.0.1:${instance.port}`, `Cookie: ${ana.cookie}`];
  await attack(instance.port, headers);
  const highest = watch.stop();
  expect(highest).toBeLessThan(CEILING_MB);

  await comeThrough(instance);
  expect((await ana.post(geral.id, "depois do ataque")).status).toBe(201);
  const bodies = (await ana.history(geral.id)).map(({ body }) => body);
  expect(bodies).toEqual(["antes do ataque", "depois do ataque"]);
});

Deno.test("a cookie that opens nothing any more cannot be used to fill memory", async () => {
  await using site = await AloneSite.open({ MEMORY_LIMIT_MB: String(LIMIT_MB) });
  const { instance } = site;
  const ana = await Person.named("Ana", site.url);
  const watch = watchMemory(instance);
  const headers = [
    `Host: 127.0.0.1:${instance.port}`,
    `Cookie: conexao=${"A".repeat(43)}`,
  ];
  await attack(instance.port, headers);
  expect(watch.stop()).toBeLessThan(CEILING_MB);
  await comeThrough(instance);
  expect((await ana.ask("/api/v1/me")).status).toBe(200);
});

/** It lives on; or it has said that it stops, does so in time, and starts again like in compose. */
async function comeThrough(instance: Instance): Promise<void> {
  const stops = await instance.said(/"event":"stop"/, WATCH_MS).then(() => true, () => false);
  if (!stops) return;
  const { code, ms } = await instance.ended();
  expect(code).toBe(1);
  expect(ms).toBeLessThan(10_000);
  await instance.start();
}

async function attack(port: number, headers: readonly string[]): Promise<void> {
  const started = performance.now();
  let sent = 0;
  async function fill(): Promise<void> {
    using socket = await RawSocket.open(port, headers);
    for (let n = 0; socket?.isOpen && n < FRAGMENTS; n++) {
      await socket.fragment(FRAGMENT, { first: n === 0 });
      sent += FRAGMENT;
      const early = sent / BYTES_PER_MS - (performance.now() - started);
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    }
  }
  await Promise.allSettled(Array.from({ length: SOCKETS }, fill));
}

/** Follows how much memory a process has; the highest, in MiB, when it is stopped. */
function watchMemory(instance: Instance): { stop(): number } {
  const status = `/proc/${instance.pid}/status`;
  let highest = 0;
  function look(): void {
    try {
      const text = Deno.readTextFileSync(status);
      const kib = Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0);
      highest = Math.max(highest, kib / 1_024);
    } catch {
      // It has ended.
    }
  }
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return highest;
    },
  };
}
