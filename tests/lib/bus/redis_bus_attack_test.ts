import { expect } from "expect";
import { roomChannel } from "@/lib/bus/channels.ts";
import { openRedisBus } from "@/lib/bus/redis_bus.ts";
import type { Bus, Hint } from "@/lib/chat/bus.ts";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { BusIntruder } from "../../support/bus_intruder.ts";
import { eventually } from "../../support/eventually.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type RedisServer, startRedis } from "../../support/redis_server.ts";

const STORE = "5ca1ab1e";
const GERAL = 1, COZINHA = 2;
const ON_GERAL = roomChannel(STORE, GERAL), ON_COZINHA = roomChannel(STORE, COZINHA);

/** Two instances on one Redis, and what the first hears of geral and cozinha. */
class Scene implements AsyncDisposable {
  readonly heard: Hint[] = [];

  private constructor(readonly ours: Bus, readonly theirs: Bus, readonly intruder: BusIntruder) {}

  static async set(redis: RedisServer, clock: Clock = systemClock): Promise<Scene> {
    const busKey = new Uint8Array(32).fill(7);
    const parts = { storeId: STORE, busKey, clock, log: silentLog };
    const [ours, theirs, intruder] = await Promise.all([
      openRedisBus(redis, parts),
      openRedisBus(redis, parts),
      BusIntruder.reach(redis),
    ]);
    const scene = new Scene(ours, theirs, intruder);
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    const hear = (hint: Hint) => scene.heard.push(hint);
    await Promise.all([ours.watch(GERAL, hear).ready, ours.watch(COZINHA, hear).ready]);
    await intruder.listen(ON_GERAL);
    return scene;
  }

  /** What the instances said on geral, as the intruder recorded it. */
  async record(revs: readonly number[]): Promise<string[]> {
    for (const rev of revs) this.theirs.tell({ room: GERAL, rev });
    await eventually(() => this.intruder.heard.length === revs.length);
    await eventually(() => this.heard.length === revs.length);
    return this.intruder.heard.map(({ message }) => message);
  }

  /** A true hint still comes through, and nothing false did. */
  async expectOnly(...hints: Hint[]): Promise<void> {
    const last = { room: COZINHA, rev: 1_000_000 };
    this.theirs.tell(last);
    await eventually(() => this.heard.some(({ rev }) => rev === last.rev), { withinMs: 1_500 });
    expect(this.heard).toEqual([...hints, last]);
    expect(this.ours.mode).toBe("live");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.ours.close(), this.theirs.close()]);
    await this.intruder[Symbol.asyncDispose]();
  }
}

Deno.test("RedisBus: a forged hint is not heard", async () => {
  await using redis = await startRedis();
  await using scene = await Scene.set(redis);
  const forged = ['{"room":1,"rev":9007199254740991}', "", "null", "not JSON", "\0", "1.2.3"];
  for (const message of forged) expect(await scene.intruder.say(ON_GERAL, message)).toBe(2);
  await scene.expectOnly();
});

Deno.test("RedisBus: a hint that is repeated, reordered or moved to another room is not heard", async () => {
  await using redis = await startRedis();
  await using scene = await Scene.set(redis);
  const recorded = await scene.record([1, 2, 3]);
  for (const message of recorded.toReversed()) {
    await scene.intruder.say(ON_GERAL, message);
    await scene.intruder.say(ON_COZINHA, message);
  }
  await scene.expectOnly(...[1, 2, 3].map((rev) => ({ room: GERAL, rev })));
});

Deno.test("RedisBus: what goes over it says nothing but ids and numbers", async () => {
  await using redis = await startRedis();
  await using scene = await Scene.set(redis);
  const [message] = await scene.record([41]);
  expect(message).toMatch(/^[\w-]{43}1\.[0-9a-f]{16}\.\d+\.\{"room":1,"rev":41\}$/);
});

Deno.test("RedisBus: ten megabytes from a Redis without limits are not heard", async () => {
  await using redis = await startRedis({ acl: false });
  await using scene = await Scene.set(redis);
  await scene.intruder.say(ON_GERAL, new Uint8Array(10_000_000).fill(65));
  await scene.expectOnly();
});

Deno.test("RedisBus: a flood of bad messages is left alone for a minute", async () => {
  await using redis = await startRedis();
  const clock = new FakeClock();
  await using scene = await Scene.set(redis, clock);
  for (let n = 0; n < 100; n++) await scene.intruder.say(ON_GERAL, `flood ${n}`);
  await scene.expectOnly();
  await scene.intruder.say(ON_GERAL, "one too many");
  await eventually(() => scene.ours.mode === "slow");
  await eventually(() => scene.intruder.say(ON_GERAL, "is anybody there").then((n) => n === 1));
  clock.pass(59_000);
  expect(scene.ours.mode).toBe("slow");
  clock.pass(1_000);
  await eventually(() => scene.ours.mode === "live");
});
