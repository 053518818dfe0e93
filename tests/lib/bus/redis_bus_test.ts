import { expect } from "expect";
import { openRedisBus, type RedisBusParts } from "@/lib/bus/redis_bus.ts";
import type { RoomNews } from "@/lib/chat/bus.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { eventually } from "../../support/eventually.ts";
import { RecordingLog } from "../../support/recording_log.ts";
import { type RedisServer, startRedis } from "../../support/redis_server.ts";
import { testBus } from "./bus_conformance.ts";

const KEY = new Uint8Array(32).fill(7);
const PARTS = { storeId: "5ca1ab1e", busKey: KEY, clock: systemClock, log: silentLog };
const GERAL = 1;

const open = (redis: RedisServer, parts: Partial<RedisBusParts> = {}) =>
  openRedisBus({ host: redis.host, port: redis.port }, { ...PARTS, ...parts });

testBus({
  name: "RedisBus",
  async open() {
    const redis = await startRedis();
    const [ours, theirs] = await Promise.all([open(redis), open(redis)]);
    return {
      ours,
      theirs,
      async [Symbol.asyncDispose]() {
        await Promise.all([ours.close(), theirs.close()]);
        await redis[Symbol.asyncDispose]();
      },
    };
  },
});

Deno.test("RedisBus: opens slow where Redis is away, says so once, and finds it later", async () => {
  await using redis = await startRedis();
  await redis.kill();
  const log = new RecordingLog();
  const bus = await open(redis, { log });
  try {
    expect(bus.mode).toBe("slow");
    await bus.watch(GERAL, () => {}).ready;
    await redis.start();
    await eventually(() => bus.mode === "live");
    expect(log.of("bus.slow")).toHaveLength(1);
    expect(log.of("bus.live")).toHaveLength(1);
  } finally {
    await bus.close();
  }
});

Deno.test("RedisBus: after a kill it is slow, then live with every room subscribed", async () => {
  await using redis = await startRedis();
  const [ours, theirs] = await Promise.all([open(redis), open(redis)]);
  try {
    const heard: RoomNews[] = [], modes: string[] = [];
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    await ours.watch(GERAL, (news) => heard.push(news)).ready;
    ours.onMode((mode) => modes.push(mode));
    await redis.kill();
    await eventually(() => ours.mode === "slow" && theirs.mode === "slow");
    theirs.tell({ kind: "rev", room: GERAL, rev: 8 });
    const late = ours.watch(2, (news) => heard.push(news));
    await late.ready;
    await redis.start();
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    theirs.tell({ kind: "rev", room: GERAL, rev: 9 });
    theirs.tell({ kind: "rev", room: 2, rev: 10 });
    await eventually(() => heard.length === 2);
    expect(heard).toEqual([{ kind: "rev", room: GERAL, rev: 9 }, {
      kind: "rev",
      room: 2,
      rev: 10,
    }]);
    expect(modes).toEqual(["slow", "live"]);
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
  }
});

Deno.test("RedisBus: a frozen Redis makes it slow, and blocks nobody who watches", async () => {
  await using redis = await startRedis();
  const bus = await open(redis);
  try {
    await eventually(() => bus.mode === "live");
    redis.freeze();
    const watch = bus.watch(GERAL, () => {});
    await watch.ready;
    expect(bus.mode).toBe("slow");
    for (let rev = 1; rev < 5_000; rev++) bus.tell({ kind: "rev", room: GERAL, rev });
    redis.thaw();
    await eventually(() => bus.mode === "live");
  } finally {
    redis.thaw();
    await bus.close();
  }
});

Deno.test("RedisBus: one that freezes while it is being connected is given up", async () => {
  await using redis = await startRedis();
  redis.freeze();
  const bus = await open(redis);
  try {
    expect(bus.mode).toBe("slow");
    redis.thaw();
    await eventually(() => bus.mode === "live");
  } finally {
    redis.thaw();
    await bus.close();
  }
});

Deno.test("RedisBus: gives the password, and keeps it out of the log where it is wrong", async () => {
  await using redis = await startRedis({ password: "abacaxi" });
  const { host, port } = redis;
  const log = new RecordingLog();
  const [right, wrong] = await Promise.all([
    openRedisBus({ host, port, password: "abacaxi" }, PARTS),
    openRedisBus({ host, port, password: "maracuja" }, { ...PARTS, log }),
  ]);
  try {
    await eventually(() => right.mode === "live");
    expect(wrong.mode).toBe("slow");
    expect(log.lines).toEqual([
      { level: "warn", event: "bus.slow", fields: { why: "WRONGPASS", host } },
    ]);
  } finally {
    await Promise.all([right.close(), wrong.close()]);
  }
});
