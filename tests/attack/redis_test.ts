import { expect } from "expect";
import { beatChannel, peopleChannel, roomChannel } from "@/lib/bus/channels.ts";
import { BusIntruder } from "../support/bus_intruder.ts";
import { eventually } from "../support/eventually.ts";
import { Person, read } from "../support/person.ts";
import { startRedis } from "../support/redis_server.ts";
import { redisCommand } from "../support/redis_wire.ts";
import { SharedSite } from "../support/sites.ts";

const MAY: readonly string[][] = [
  ["PING"],
  ["PUBLISH", "conexao:x", "oi"],
  ["SUBSCRIBE", "conexao:x"],
];

const MAY_NOT: readonly string[][] = [
  ["FLUSHALL"],
  ["CONFIG", "GET", "*"],
  ["CONFIG", "SET", "dir", "/etc"],
  ["REPLICAOF", "192.0.2.1", "6379"],
  ["SHUTDOWN", "NOSAVE"],
  ["SET", "conexao:x", "1"],
  ["GET", "conexao:x"],
  ["KEYS", "*"],
  ["EVAL", "return 1", "0"],
  ["PSUBSCRIBE", "*"],
  ["SUBSCRIBE", "outro"],
  ["PUBLISH", "outro", "oi"],
  ["PUBSUB", "CHANNELS"],
  ["MONITOR"],
  ["CLIENT", "LIST"],
  ["CLIENT", "KILL", "TYPE", "pubsub"],
  ["ACL", "LIST"],
  ["ACL", "SETUSER", "default", "+@all"],
  ["DEBUG", "SEGFAULT"],
  ["SAVE"],
  ["INFO"],
  ["MODULE", "LIST"],
];

Deno.test("whoever reaches Redis may speak and listen on the chat's channels, nothing else", async (t) => {
  await using redis = await startRedis();
  for (const words of MAY) {
    await t.step(`${words.join(" ")} is answered`, async () => {
      expect(await redisCommand(redis, ...words)).toMatch(/^(?:\+PONG|:\d+|\*3)$/);
    });
  }
  for (const words of MAY_NOT) {
    await t.step(`${words.join(" ")} is refused`, async () => {
      expect(await redisCommand(redis, ...words)).toMatch(
        /^-(?:NOPERM |ERR DEBUG command not allowed)/,
      );
    });
  }
  await t.step("it still runs", async () => {
    expect(await redisCommand(redis, "PING")).toBe("+PONG");
  });
});

/** All that is said on the bus beside numbers. */
const WORDS = new Set([
  ...["kind", "room", "rev", "reads", "users", "typing", "user", "on", "true", "false"],
  ...["changed", "here", "away", "left"],
]);

Deno.test("who listens at Redis learns no word and no name", async () => {
  await using site = await SharedSite.open();
  await using intruder = await BusIntruder.reach(site.redis);
  const ana = await Person.named("Anastácia", site.a.url);
  const bruno = await Person.named("Brunildo", site.b.url);
  await using line = await bruno.connect();
  const { store } = await line.waitFor("welcome");
  const made = await ana.ask("/api/v1/rooms", {
    method: "POST",
    body: { name: "Despensa", topic: "mantimentos", kind: "private", members: [bruno.user.id] },
  });
  const { room } = read(made);
  const geral = await ana.room();
  for (const id of [geral.id, room.id]) await intruder.listen(roomChannel(store, id));
  await intruder.listen(peopleChannel(store));
  await line.waitFor("room", (frame) => frame.room.id === room.id);

  await ana.post(geral.id, "a palavra é abacaxi");
  await bruno.post(room.id, "e a outra é maracujá");
  await line.hear("a palavra é abacaxi");
  await line.hear("e a outra é maracujá");
  line.say({ t: "typing", room: room.id, on: true });
  line.say({ t: "read", room: geral.id, seq: 1 });
  for (const kind of ["rev", "typing", "reads", "here"]) {
    const isHeard = () => intruder.heard.some(({ message }) => message.includes(`"${kind}"`));
    await eventually(isHeard, { withinMs: 15_000 });
  }

  const dump = intruder.heard.map(({ channel, message }) => `${channel} ${message}`).join("\n");
  const secrets = ["abacaxi", "maracujá", "maracuj", "Anast", "Brunild", "Despensa", "mantimentos"];
  secrets.push(geral.slug, room.slug, String(ana.cookie?.split("=")[1]));
  const ids = (await ana.history(geral.id)).map(({ id }) => id);
  for (const secret of [...secrets, ...ids]) expect(dump).not.toContain(secret);
  for (const { message } of intruder.heard) {
    expect(message.length).toBeLessThan(4_096);
    const [, payload = ""] = /^[\w-]{43}1\.[0-9a-f]{16}\.\d+\.(\{.*\})$/.exec(message) ?? [];
    // What is left of it are the words of the bus itself.
    const words = payload.match(/[a-z]+/gi) ?? [];
    expect(words.filter((word) => !WORDS.has(word))).toEqual([]);
    expect(words).not.toEqual([]);
  }
});

Deno.test("what is forged, repeated, reordered or moved on the bus changes nothing", async (t) => {
  await using site = await SharedSite.open();
  await using intruder = await BusIntruder.reach(site.redis);
  const ana = await Person.named("Ana", site.a.url);
  const bruno = await Person.named("Bruno", site.b.url);
  const geral = await ana.room();
  await using line = await bruno.connect();
  const { store } = await line.waitFor("welcome");
  const channel = roomChannel(store, geral.id);
  await intruder.listen(channel);
  for (const n of [1, 2, 3]) await ana.post(geral.id, `verdade ${n}`);
  await line.hear("verdade 3");
  await eventually(() => intruder.heard.length >= 3);
  const genuine = intruder.heard.map(({ message }) => message);
  const [first = "", second = ""] = genuine;
  const forged = JSON.stringify({ room: geral.id, rev: 9_007_199_254_740_991 });
  const cut = first.slice(0, 43);

  const attacks: [what: string, channel: string, messages: (string | Uint8Array)[]][] = [
    ["no JSON", channel, ["", "{", "oi", "\0\0\0", new Uint8Array([255, 254, 0])]],
    ["forged hints", channel, [forged, `${"A".repeat(43)}1.${"0".repeat(16)}.1.${forged}`]],
    ["a true seal on a forged hint", channel, [`${cut}${first.slice(43, 63)}99.${forged}`]],
    ["repeated", channel, [first, first, second]],
    ["reordered", channel, [...genuine].reverse()],
    ["moved to another room", roomChannel(store, geral.id + 1), genuine],
    ["moved to another store", roomChannel("0".repeat(32), geral.id), genuine],
    ["a beat of nobody", beatChannel(store, "0".repeat(16)), [first, forged]],
    ["deep JSON", channel, ["[".repeat(100_000)]],
    ["a thousand at once", channel, Array.from({ length: 1_000 }, (_, n) => `${cut}${n}${forged}`)],
  ];
  for (const [what, on, messages] of attacks) {
    await t.step(`${what}: nothing is shown, and the next true message comes in time`, async () => {
      const before = line.frames.length;
      await Promise.all(messages.map((message) => intruder.say(on, message)));
      const truth = `verdade depois de ${what}`;
      expect((await ana.post(geral.id, truth)).status).toBe(201);
      await line.hear(truth, 1_500);
      const shown = line.frames.slice(before).filter(({ t }) => t !== "mode");
      expect(shown.map(({ t }) => t)).toEqual(["events"]);
    });
  }

  await t.step("ten megabytes", async () => {
    // Redis itself ends the connection of who says so much.
    await using loud = await BusIntruder.reach(site.redis);
    await loud.say(channel, new Uint8Array(10 * 1024 * 1024)).catch(() => 0);
    await ana.post(geral.id, "verdade depois do barulho");
    await line.hear("verdade depois do barulho", 1_500);
  });

  await t.step("a flood of forgeries is no flood of questions to the database", async () => {
    const quiet = await questionsIn(site, 1_000, () => Promise.resolve());
    const loud = await questionsIn(site, 1_000, async () => {
      for (let n = 0; n < 20; n++) {
        await Promise.all(
          Array.from({ length: 100 }, () => intruder.say(channel, `${cut}${forged}`)),
        );
      }
    });
    expect(loud).toBeLessThan(quiet * 2 + 40);
  });

  await t.step("nothing was lost or added", async () => {
    const bodies = (await bruno.wholeHistory(geral.id)).map(({ body }) => body);
    expect(bodies.every((body) => body.startsWith("verdade"))).toBe(true);
    expect(bodies.length).toBe(3 + attacks.length + 1);
    const known = new Set(line.heard);
    expect(bodies.filter((body) => !known.has(body))).toEqual([]);
  });
});

/** How many statements the database is asked in this time, while something goes on. */
async function questionsIn(
  site: SharedSite,
  ms: number,
  meanwhile: () => Promise<void>,
): Promise<number> {
  const count = async () =>
    Number((await site.mysql.admin("show global status like 'Questions'"))[0]?.["Value"]);
  const before = await count();
  const over = new Promise((resolve) => setTimeout(resolve, ms));
  await Promise.all([over, meanwhile()]);
  return await count() - before;
}
