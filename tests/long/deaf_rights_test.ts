import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { openStore } from "@/lib/store/mod.ts";
import { enrol } from "../support/enrol.ts";
import { eventually } from "../support/eventually.ts";
import { newInstance } from "../support/instance.ts";
import { startMysql } from "../support/mysql_server.ts";
import { type Asking, Person, read } from "../support/person.ts";
import { sharedEnvironment } from "../support/sites.ts";

/** How long a right that was taken away may still be worth something, anywhere. */
const WITHIN_MS = 1_200;

const NAMES = [
  ["host", "Helena", "host"],
  ["moderator", "Mário", "moderator"],
  ["ana", "Ana", "member"],
  ["bruno", "Bruno", "member"],
  ["clara", "Clara", "member"],
] as const;
type Who = (typeof NAMES)[number][0];

/** Two instances that never hear of each other: only the database tells them anything. */
async function openDeafSite() {
  await using stack = new AsyncDisposableStack();
  const mysql = stack.use(await startMysql());
  const config = await mysql.database("conexao");
  const store = await openStore(config, { log: silentLog });
  const people = new Map<Who, { user: User; main: string; spare: string }>();
  for (const [who, name, role] of NAMES) people.set(who, await enrol(store, name, role));
  await store.close();
  const environment = sharedEnvironment(config);
  const [a, b] = [stack.use(newInstance(environment)), stack.use(newInstance(environment))];
  await Promise.all([a.start(), b.start()]);
  const at = (url: string) => (who: Who, session: "main" | "spare" = "main") => {
    const person = new Person(url);
    person.cookie = people.get(who)![session];
    return person;
  };
  const kept = stack.move();
  return {
    onA: at(a.url),
    onB: at(b.url),
    id: (who: Who) => people.get(who)!.user.id,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const post = (body?: unknown): Asking => ({ method: "POST", ...(body ? { body } : {}) });

Deno.test("what is decided on one instance binds the other within 1.2 s, with no bus at all", async (t) => {
  await using site = await openDeafSite();
  const { onA, onB, id } = site;

  /** Does it on A, and waits until it shows on B: not longer than rights may be out of date. */
  async function binds(decide: () => Promise<unknown>, shows: () => Promise<boolean>) {
    expect(await shows()).toBe(false);
    await decide();
    const start = performance.now();
    await eventually(shows, { withinMs: 5_000 });
    expect(performance.now() - start).toBeLessThan(WITHIN_MS);
  }
  const demand = async (person: Person, path: string, asking: Asking) => {
    const answer = await person.ask(path, asking);
    expect([path, answer.status < 300]).toEqual([path, true]);
    return answer;
  };

  const members = [id("bruno"), id("clara")];
  const body = { name: "Cozinha", kind: "private", members };
  const { id: room } = read(await demand(onA("ana"), "/api/v1/rooms", post(body))).room;

  await t.step("a removal", async () => {
    const clara = onB("clara");
    await using line = await clara.connect();
    const path = `/api/v1/rooms/${room}/members/${id("clara")}`;
    await binds(
      () => demand(onA("ana"), path, { method: "DELETE" }),
      async () => (await clara.ask(`/api/v1/rooms/${room}/messages`)).status === 404,
    );
    await line.waitFor("gone", (frame) => frame.room === room, { within: WITHIN_MS });
    const answer = await line.post(room, "ainda estou aqui?");
    expect(answer).toMatchObject({ t: "nack", code: "not_found", retry: false });
  });

  await t.step("a mute, and its end", async () => {
    const bruno = onB("bruno");
    const says = async () => (await bruno.post(room, "blá")).status;
    const path = `/api/v1/people/${id("bruno")}/mute`;
    await binds(
      () => demand(onA("moderator"), path, post({ seconds: 60 })),
      async () => await says() === 403,
    );
    await binds(
      () => demand(onA("moderator"), path, { method: "DELETE" }),
      async () => await says() === 201,
    );
  });

  await t.step("a lock", async () => {
    const bruno = onB("bruno");
    const lock = { method: "PATCH", body: { locked: true } };
    await binds(
      () => demand(onA("ana"), `/api/v1/rooms/${room}`, lock),
      async () => (await bruno.post(room, "blá")).status === 403,
    );
  });

  await t.step("a lesser role", async () => {
    const moderator = onB("moderator");
    const path = `/api/v1/people/${id("moderator")}`;
    await binds(
      () => demand(onA("host"), path, { method: "PATCH", body: { role: "member" } }),
      async () => (await moderator.ask("/api/v1/residents")).status === 403,
    );
  });

  await t.step("the end of a session by its owner", async () => {
    const clara = onB("clara", "spare");
    await using line = await clara.connect();
    const closed = line.closed.then(({ code }) => code);
    await binds(
      () => demand(onA("clara"), "/api/v1/sessions", { method: "DELETE" }),
      async () => (await clara.ask("/api/v1/me")).status === 401,
    );
    expect(await closed).toBe(4403);
  });

  await t.step("a ban, which is taken back", async () => {
    const bruno = onB("bruno");
    await using line = await bruno.connect();
    const closed = line.closed.then(({ code }) => code);
    const path = `/api/v1/people/${id("bruno")}/ban`;
    const isOut = async () => {
      bruno.cookie ??= onB("bruno").cookie;
      return (await bruno.ask("/api/v1/me")).status === 401;
    };
    let undo = 0;
    await binds(async () => {
      undo = JSON.parse((await demand(onA("host"), path, post())).text).undo;
    }, isOut);
    expect(await closed).toBe(4403);
    await binds(
      () => demand(onA("host"), `/api/v1/undo/${undo}`, post()),
      async () => !await isOut(),
    );
  });

  await t.step("the end of a room", async () => {
    const bruno = onB("bruno");
    await using line = await bruno.connect();
    await binds(
      () => demand(onA("ana"), `/api/v1/rooms/${room}`, { method: "DELETE" }),
      async () => (await bruno.ask(`/api/v1/rooms/${room}`)).status === 404,
    );
    await line.waitFor("gone", (frame) => frame.room === room, { within: WITHIN_MS });
  });
});
