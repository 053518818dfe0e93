import { createClient } from "redis";
import { expect } from "expect";
import { freePort } from "@/tests/support/free_port.ts";

const SCRIPT = new URL("../../../lib/bus/start_redis.sh", import.meta.url).pathname;
// Stands for the image's own, which gives up root's rights and starts what it is told.
const ENTRYPOINT = '#!/bin/sh\nexec "$@" --port "$TEST_PORT" --bind 127.0.0.1 --dir "$TMPDIR"\n';

/** A Redis that compose's script has started; it ends with the scope that holds it. */
async function startByScript(password: string) {
  const dir = await Deno.makeTempDir();
  const bin = `${dir}/bin`;
  await Deno.mkdir(bin);
  await Deno.writeTextFile(`${bin}/docker-entrypoint.sh`, ENTRYPOINT, { mode: 0o755 });
  const named = Deno.env.get("REDIS_SERVER");
  if (named) await Deno.symlink(named, `${bin}/redis-server`);
  const port = freePort();
  const path = `${bin}:${Deno.env.get("PATH")}`;
  const child = new Deno.Command("sh", {
    args: [SCRIPT],
    env: { PATH: path, TMPDIR: dir, TEST_PORT: `${port}`, REDIS_PASSWORD: password },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  await readUntil(child.stdout, "Ready to accept connections");
  return {
    port,
    config: await Deno.readTextFile(`${dir}/redis.conf`),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
      await Deno.remove(dir, { recursive: true });
    },
  };
}

async function readUntil(stream: ReadableStream<Uint8Array>, words: string): Promise<void> {
  const decoder = new TextDecoder();
  let seen = "";
  for await (const bytes of stream) {
    seen += decoder.decode(bytes, { stream: true });
    if (seen.includes(words)) return;
  }
  throw new Error(`Cannot start redis-server: ${seen}`);
}

async function answers(port: number, password: string | undefined, command: string[]) {
  const url = `redis://127.0.0.1:${port}`;
  const options = { url, disableOfflineQueue: true, socket: { reconnectStrategy: false as const } };
  const client = createClient(password === undefined ? options : { ...options, password });
  client.on("error", () => {});
  try {
    await client.connect();
    return String(await client.sendCommand(command));
  } catch (error) {
    return error instanceof Error ? error.message.split(" ")[0] : "unknown";
  } finally {
    client.destroy();
  }
}

Deno.test("without a password anybody may speak on the chat's channels, and do nothing else", async () => {
  await using redis = await startByScript("");
  expect(await answers(redis.port, undefined, ["PING"])).toBe("PONG");
  expect(await answers(redis.port, undefined, ["PUBLISH", "conexao:x", "hint"])).toBe("0");
  for (const [name = "", ...words] of FORBIDDEN.map((line) => line.split(" "))) {
    expect([name, await answers(redis.port, undefined, [name, ...words])]).toEqual([
      name,
      "NOPERM",
    ]);
  }
});

const FORBIDDEN = [
  "PUBLISH other hint",
  "SUBSCRIBE other",
  "PSUBSCRIBE conexao:*",
  "FLUSHALL",
  "CONFIG GET *",
  "REPLICAOF 127.0.0.1 1",
  "SHUTDOWN NOSAVE",
  "SET a b",
  "GET a",
  "KEYS *",
  "SCRIPT FLUSH",
  "CLIENT LIST",
  "ACL LIST",
  "MONITOR",
  "INFO",
];

Deno.test("a password is wanted, whatever is in it, and is not written down", async () => {
  const password = `it's "$a b" > # %`;
  await using redis = await startByScript(password);
  expect(await answers(redis.port, undefined, ["PING"])).toBe("NOAUTH");
  expect(await answers(redis.port, "wrong", ["PING"])).toBe("WRONGPASS");
  expect(await answers(redis.port, password, ["PING"])).toBe("PONG");
  expect(await answers(redis.port, password, ["FLUSHALL"])).toBe("NOPERM");
  expect(redis.config).not.toContain("nopass ");
  expect(redis.config).not.toContain(password);
});
