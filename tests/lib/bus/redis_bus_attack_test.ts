import { expect } from "expect";
import { peopleChannel, roomChannel } from "@/lib/bus/channels.ts";
import { openRedisBus } from "@/lib/bus/redis_bus.ts";
import { Seal } from "@/lib/bus/seal.ts";
import type { Bus, PeopleNews, RoomNews } from "@/lib/chat/bus.ts";
import { type Clock, systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { BusIntruder } from "../../support/bus_intruder.ts";
import { eventually } from "../../support/eventually.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type RedisServer, startRedis } from "../../support/redis_server.ts";

const STORE = "5ca1ab1e";
const KEY = new Uint8Array(32).fill(7);
const GERAL = 1, COZINHA = 2;
const ON_GERAL = roomChannel(STORE, GERAL), ON_COZINHA = roomChannel(STORE, COZINHA);

/** Two instances on one Redis, and what the first hears of geral and cozinha. */
class Scene implements AsyncDisposable {
  readonly heard: RoomNews[] = [];

  private constructor(readonly ours: Bus, readonly theirs: Bus, readonly intruder: BusIntruder) {}

  static async set(redis: RedisServer, clock: Clock = systemClock): Promise<Scene> {
    const parts = { storeId: STORE, busKey: KEY, clock, log: silentLog };
    const [ours, theirs, intruder] = await Promise.all([
      openRedisBus(redis, parts),
      openRedisBus(redis, parts),
      BusIntruder.reach(redis),
    ]);
    const scene = new Scene(ours, theirs, intruder);
    await eventually(() => ours.mode === "live" && theirs.mode === "live");
    const hear = (news: RoomNews) => scene.heard.push(news);
    await Promise.all([ours.watch(GERAL, hear).ready, ours.watch(COZINHA, hear).ready]);
    await intruder.listen(ON_GERAL);
    return scene;
  }

  /** What the instances said on geral, as the intruder recorded it. */
  async record(revs: readonly number[]): Promise<string[]> {
    for (const rev of revs) this.theirs.tell({ kind: "rev" as const, room: GERAL, rev });
    await eventually(() => this.intruder.heard.length === revs.length);
    await eventually(() => this.heard.length === revs.length);
    return this.intruder.heard.map(({ message }) => message);
  }

  /** A true hint still comes through, and nothing false did. */
  async expectOnly(...hints: RoomNews[]): Promise<void> {
    const last = { kind: "rev" as const, room: COZINHA, rev: 1_000_000 };
    this.theirs.tell(last);
    await eventually(
      () => this.heard.some((news) => news.kind === "rev" && news.rev === last.rev),
      { withinMs: 1_500 },
    );
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
  const forged = [
    ...['{"kind":"rev","room":1,"rev":9007199254740991}', "", "null", "not JSON", "\0", "1.2.3"],
    '{"kind":"typing","room":1,"user":1,"on":true}',
  ];
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
  await scene.expectOnly(...[1, 2, 3].map((rev) => ({ kind: "rev" as const, room: GERAL, rev })));
});

Deno.test("RedisBus: what goes over it says nothing but ids and numbers", async () => {
  await using redis = await startRedis();
  await using scene = await Scene.set(redis);
  const [message] = await scene.record([41]);
  expect(message).toMatch(/^[\w-]{43}1\.[0-9a-f]{16}\.\d+\.\{"kind":"rev","room":1,"rev":41\}$/);
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

Deno.test("RedisBus: forged, repeated and foreign news of people are not heard, and a flood of them is left alone", async () => {
  await using redis = await startRedis();
  const clock = new FakeClock();
  await using scene = await Scene.set(redis, clock);
  const { ours, theirs, intruder } = scene;
  const people = peopleChannel(STORE);
  const heard: PeopleNews[] = [];
  ours.onPeople((news) => heard.push(news));
  await intruder.listen(people);
  const news: PeopleNews = { kind: "here", users: [1], away: [] };
  theirs.tell(news);
  await eventually(() => heard.length === 1 && intruder.heard.length === 1);
  const said = intruder.heard[0]!.message;
  expect(said).toMatch(
    /^[\w-]{43}1\.[0-9a-f]{16}\.\d+\.\{"kind":"here","users":\[1\],"away":\[\]\}$/,
  );
  const lies = [said, said.replace("[1]", "[2]"), '{"kind":"here","users":[2],"away":[]}'];
  for (const lie of lies) await intruder.say(people, lie);
  await intruder.say(ON_GERAL, said);
  const last: PeopleNews = { kind: "left", users: [1] };
  theirs.tell(last);
  await eventually(() => heard.length === 2);
  expect(heard).toEqual([news, last]);
  for (let n = 0; n < 100; n++) await intruder.say(people, lies[2]!);
  await eventually(() => ours.mode === "slow");
});

Deno.test("RedisBus: what is signed and yet no news is refused", async () => {
  await using redis = await startRedis();
  await using scene = await Scene.set(redis);
  const seal = new Seal(KEY);
  const heard: PeopleNews[] = [];
  scene.ours.onPeople((news) => heard.push(news));
  const users = Array.from({ length: 401 }, (_, n) => n + 1);
  const odd = [
    ...['{"kind":"changed","user":1,"name":"Ana"}', '{"kind":"changed","user":0}', "[]"],
    JSON.stringify({ kind: "left", users }),
    JSON.stringify({ kind: "left", users: users.map((id) => id + 1e12).slice(0, 390) }),
  ];
  const people = peopleChannel(STORE);
  for (const payload of odd) await scene.intruder.say(people, seal.sign(people, payload));
  const foreign = '{"kind":"typing","room":2,"user":1,"on":true}';
  await scene.intruder.say(ON_GERAL, seal.sign(ON_GERAL, foreign));
  await scene.intruder.say(people, seal.sign(people, '{"kind":"changed","user":7}'));
  await eventually(() => heard.length > 0);
  expect(heard).toEqual([{ kind: "changed", user: 7 }]);
  await scene.expectOnly();
});
