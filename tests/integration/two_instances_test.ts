import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { newInstance } from "../support/instance.ts";
import type { Line } from "../support/line.ts";
import { startMysql } from "../support/mysql_server.ts";
import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";
import { Replica } from "../support/replica.ts";
import { sharedEnvironment, SharedSite } from "../support/sites.ts";

Deno.test("two instances on one MySQL and one Redis are one chat", async (t) => {
  await using site = await SharedSite.open();
  const ana = await Person.named("Ana", site.a.url);
  const bruno = await Person.named("Bruno", site.b.url);
  const { id: geral } = await ana.room();

  await t.step("they share rooms, people and sessions", async () => {
    expect((await bruno.room()).id).toBe(geral);
    expect(read(await ana.at(site.b.url).ask("/api/v1/me")).user).toEqual(ana.user);
    const taken = new Person(site.b.url);
    const answer = await taken.ask("/api/v1/session", { method: "POST", body: { name: "ana" } });
    expect(answer.status).toBe(409);
  });

  await t.step("what is said on one is heard on the other, both ways, in one order", async () => {
    await using anas = await ana.connect({ rooms: { [geral]: 0 } });
    await using brunos = await bruno.connect({ rooms: { [geral]: 0 } });
    expect((await anas.waitFor("welcome")).store).toBe((await brunos.waitFor("welcome")).store);
    await anas.post(geral, "de A");
    await brunos.hear("de A", 1_500);
    await brunos.post(geral, "de B");
    await anas.hear("de B", 1_500);
    expect(stateOf(anas, geral)).toEqual(stateOf(brunos, geral));
    expect(stateOf(anas, geral).map(({ body }) => body)).toEqual(["de A", "de B"]);
  });

  await t.step("one id through both instances is stored once", async () => {
    const id = newId();
    const answers = await Promise.all(
      Array.from(
        { length: 10 },
        (_, n) => ana.at(n % 2 ? site.a.url : site.b.url).post(geral, "um", id),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(9).fill(200), 201]);
    expect((await ana.wholeHistory(geral)).filter(({ body }) => body === "um").length).toBe(1);
  });

  await t.step("hundreds at once from both: the same everywhere, with no gap", async () => {
    const [anas, brunos] = await Promise.all([ana.connect(), bruno.connect()]);
    await using _a = anas;
    await using _b = brunos;
    const since = (await ana.room()).rev;
    const posts = Array.from(
      { length: 400 },
      (_, n) => n % 2 ? anas.post(geral, `a${n}`) : brunos.post(geral, `b${n}`),
    );
    expect((await Promise.all(posts)).filter(({ t }) => t !== "ack")).toEqual([]);
    const stored = (await ana.wholeHistory(geral)).filter(({ seq }) => seq > since);
    expect(stored.length).toBe(400);
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => since + 1 + index));
    for (const line of [anas, brunos]) {
      await line.waitFor("events", ({ to }) => to >= since + 400, { within: 5_000 });
      expect(stateOf(line, geral, since)).toEqual(stored);
    }
    expect(await bruno.wholeHistory(geral)).toEqual(await ana.wholeHistory(geral));
  });

  await t.step("whoever was away gets what was missed", async () => {
    const since = (await bruno.room()).rev;
    await ana.post(geral, "enquanto isso");
    await using line = await bruno.connect({ rooms: { [geral]: since } });
    const { messages, from } = await line.waitFor("events");
    expect(from).toBeLessThanOrEqual(since);
    expect(messages.map(({ body }) => body)).toEqual(["enquanto isso"]);
  });

  await t.step("a room made on one is there on the other; a private one is not", async () => {
    await using line = await bruno.connect();
    const made = await ana.ask("/api/v1/rooms", {
      method: "POST",
      body: { name: "Cozinha", members: [bruno.user.id] },
    });
    const { room } = read(made);
    const told = await line.waitFor("room", (frame) => frame.room.id === room.id, {
      within: 3_000,
    });
    expect(told.room).toMatchObject({ slug: room.slug, joined: true });
    await ana.post(room.id, "bem-vindo à cozinha");
    await line.hear("bem-vindo à cozinha", 3_000);
  });

  await t.step("without Redis messages still arrive in a second and a half", async () => {
    await using anas = await ana.connect();
    await using brunos = await bruno.connect();
    await site.redis.kill();
    await anas.post(geral, "sem redis");
    await brunos.hear("sem redis", 1_500);
    await brunos.waitFor("mode", ({ mode }) => mode === "slow", { within: 3_000 });
    await brunos.post(geral, "também");
    await anas.hear("também", 1_500);
  });

  await t.step("with Redis back they are live again", async () => {
    await using brunos = await bruno.connect();
    await site.redis.start();
    await brunos.waitFor("mode", ({ mode }) => mode === "live", { within: 10_000 });
    await ana.post(geral, "redis voltou");
    await brunos.hear("redis voltou", 1_500);
  });

  await t.step("one is killed: what it acked is on the other, which goes on", async () => {
    await using brunos = await bruno.connect();
    const answer = await ana.post(geral, "último suspiro");
    expect(answer.status).toBe(201);
    await site.a.kill();
    await brunos.hear("último suspiro", 1_500);
    expect((await bruno.post(geral, "eu sigo")).status).toBe(201);
    await site.a.start();
    const bodies = (await ana.history(geral)).map(({ body }) => body);
    expect(bodies.slice(-2)).toEqual(["último suspiro", "eu sigo"]);
  });

  await t.step("one is stopped: it says goodbye, closes with 1012, and ends with 0", async () => {
    await using line = await ana.connect();
    const { code, ms } = await site.a.stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(8_000);
    expect((await line.waitFor("bye")).afterMs).toBeGreaterThanOrEqual(0);
    expect((await line.closed).code).toBe(1012);
    expect((await bruno.post(geral, "e eu sigo")).status).toBe(201);
  });
});

Deno.test("MySQL dies and comes back: nothing acked is lost, what waits is retried", async () => {
  await using site = await SharedSite.open();
  const ana = await Person.named("Ana", site.a.url);
  const { id: geral } = await ana.room();
  await using line = await ana.connect();
  await line.post(geral, "antes");
  await site.mysql.kill();
  const id = newId();
  const nack = await line.post(geral, "durante", id);
  expect(nack).toMatchObject({ t: "nack", retry: true, code: "unavailable" });
  expect((await ana.ask("/readyz")).status).toBe(503);
  expect((await new Person(site.a.url).ask("/healthz")).status).toBe(200);
  await site.mysql.start();

  let answer = await line.post(geral, "durante", id);
  for (let tries = 0; answer.t === "nack" && answer.retry && tries < 50; tries++) {
    const wait = answer.afterMs ?? 200;
    await new Promise((resolve) => setTimeout(resolve, wait));
    answer = await line.post(geral, "durante", id);
  }
  expect(answer.t).toBe("ack");
  await line.hear("durante");
  expect((await ana.history(geral)).map(({ body }) => body)).toEqual(["antes", "durante"]);
});

Deno.test("an instance that starts before MySQL says so, waits, and serves", async () => {
  await using mysql = await startMysql();
  const config = await mysql.database("conexao");
  await mysql.kill();
  await using instance = newInstance(sharedEnvironment(config));
  await instance.launch();
  await instance.said(/wait/i, 10_000);
  await mysql.start();
  await instance.said(/^ConexaoChat {2}http/, 20_000);
  const ana = await Person.named("Ana", instance.url);
  expect((await ana.post((await ana.room()).id, "cheguei cedo")).status).toBe(201);
});

Deno.test("a wrong password or database ends the start with one clear line", async (t) => {
  await using mysql = await startMysql();
  const config = await mysql.account("conexao", {
    user: "ana",
    password: "certa",
    rights: "all privileges",
  });
  const table = [
    ["a wrong password", { ...config, password: "errada" }, "DB_PASSWORD"],
    ["a database that is not theirs", { ...config, database: "outra" }, "DB_NAME"],
  ] as const;
  for (const [what, wrong, variable] of table) {
    await t.step(what, async () => {
      await using instance = newInstance(sharedEnvironment(wrong));
      await instance.launch();
      expect((await instance.ended()).code).toBe(1);
      const said = instance.log.filter((line) => line !== "" && !line.startsWith("{"));
      expect(said.length).toBe(1);
      expect(said[0]).toContain(variable);
      expect(instance.log.join("\n")).not.toContain("errada");
      expect(instance.log.join("\n")).not.toMatch(/^\s+at /m);
    });
  }
});

Deno.test("MySQL without Redis is allowed, and warned of", async () => {
  await using mysql = await startMysql();
  const environment = sharedEnvironment(await mysql.database("conexao"));
  await using a = newInstance(environment);
  await using b = newInstance(environment);
  await Promise.all([a.start(), b.start()]);
  expect(a.log.some((line) => line.includes('"warn"') && line.includes("DB_HOST_REDIS"))).toBe(
    true,
  );
  const ana = await Person.named("Ana", a.url);
  const bruno = await Person.named("Bruno", b.url);
  await using line = await bruno.connect();
  expect((await line.waitFor("welcome")).mode).toBe("slow");
  await ana.post((await ana.room()).id, "sem correio");
  await line.hear("sem correio", 1_500);
});

/** What a client that keeps to the protocol holds of the room after these frames. */
function stateOf(line: Line, room: number, since = 0): Message[] {
  const replica = new Replica(room, since);
  for (const frame of line.frames) {
    if (replica.take(JSON.stringify(frame))) throw new Error("a frame is missing in between");
  }
  return replica.state;
}
