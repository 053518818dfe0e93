import { expect } from "expect";
import { eventually } from "../support/eventually.ts";
import { answerOf, eventsOf, isFrame, type Told } from "../support/frames_of.ts";
import { newId } from "../support/new_id.ts";
import { type Answer, Person, read } from "../support/person.ts";
import { rawGet, rawRequest } from "../support/raw_http.ts";
import { AloneSite, SharedSite } from "../support/sites.ts";
import { type Rung, Tab } from "../support/tab.ts";
import { told } from "../support/told.ts";

const RUNGS: readonly Rung[] = ["socket", "stream", "poll"];

/** Hands frames in. */
async function handIn(person: Person, frames: unknown[], me?: number): Promise<Answer> {
  const body = { frames, ...(me === undefined ? {} : { me }) };
  return await person.ask("/api/v1/frames", { method: "POST", body });
}

/** Opens a stream, and keeps what it says, until it ends or is let go of. */
async function listen(person: Person, query = "") {
  const leaving = new AbortController();
  const response = await fetch(`${person.url}/api/v1/events?${query}`, {
    headers: { cookie: person.cookie ?? "", accept: "text/event-stream" },
    signal: leaving.signal,
  });
  const told: Told = { frames: [] };
  const over = (async () => {
    for await (const one of eventsOf(response.body!)) {
      if (isFrame(one)) told.frames.push(one);
      else told.close = one;
    }
  })().catch(() => {});
  const heard = () =>
    told.frames.flatMap((one) => one.t === "events" ? one.messages.map(({ body }) => body) : []);
  async function letGo(): Promise<void> {
    leaving.abort();
    await over;
  }
  return { response, told, over, heard, [Symbol.asyncDispose]: letGo };
}

Deno.test("Ana by a stream, Bruno by polls and Clara by a socket are in one conversation", async () => {
  await using site = await AloneSite.open();
  const people = await Promise.all(
    ["Ana", "Bruno", "Clara"].map((name) => Person.named(name, site.url)),
  );
  const tabs = await Promise.all(people.map((person, at) => Tab.open(person, RUNGS[at]!)));
  for (let n = 0; n < 10; n++) {
    tabs.forEach((tab, at) => tab.feed.post(`${people[at]!.user.name} ${n}`));
  }
  await eventually(() => tabs.every(({ texts }) => texts.length === 30), { withinMs: 20_000 });
  const history = await people[0]!.history((await people[0]!.room()).id);
  for (const { feed } of tabs) {
    expect(await told(feed)).toEqual(history);
    await eventually(() => feed.unsent.value.length === 0);
  }
  for (const person of people) {
    const { name } = person.user;
    const own = history.filter(({ author }) => author.name === name).map(({ body }) => body);
    expect(own).toEqual(Array.from({ length: 10 }, (_, n) => `${name} ${n}`));
  }
  for (const tab of tabs) tab[Symbol.dispose]();
});

Deno.test("who changes the rung in the midst loses and doubles nothing", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const geral = await ana.room();
  using hers = await Tab.open(ana, "socket");
  using his = await Tab.open(bruno, "socket");
  const turns: Rung[] = ["stream", "poll", "socket", "poll", "stream", "socket"];
  for (const [at, rung] of turns.entries()) {
    for (let n = 0; n < 10; n++) {
      his.feed.post(`Bruno ${at} ${n}`);
      hers.feed.post(`Ana ${at} ${n}`);
      // In the middle of both their messages.
      if (n === 5) hers.change(rung);
    }
    await hers.sees(`Ana ${at} 9`);
    await hers.sees(`Bruno ${at} 9`);
  }
  await eventually(() => hers.texts.length === 120 && his.texts.length === 120);
  const history = await ana.history(geral.id);
  expect(history.length).toBe(120);
  expect(await told(hers.feed)).toEqual(history);
  expect(await told(his.feed)).toEqual(history);
  const own = history.filter(({ author }) => author.name === "Ana").map(({ body }) => body);
  expect(own).toEqual(
    turns.flatMap((_, at) => Array.from({ length: 10 }, (_, n) => `Ana ${at} ${n}`)),
  );
});

Deno.test("what was sent by one door is dup at every other", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  const [one, two] = [newId(), newId()];
  const send = (id: string) => ({ t: "send", id, room: geral.id, body: "uma vez" });
  const [ack] = JSON.parse((await handIn(ana, [send(one)])).text).frames;
  expect(ack).toMatchObject({ t: "ack", id: one, room: geral.id });
  expect(await line.post(geral.id, "uma vez", one)).toEqual({ ...ack, dup: true });
  expect(JSON.parse((await handIn(ana, [send(one), send(one)])).text).frames)
    .toEqual([{ ...ack, dup: true }, { ...ack, dup: true }]);
  expect((await ana.post(geral.id, "uma vez", one)).status).toBe(200);
  const other = await line.post(geral.id, "outra", two);
  expect(JSON.parse((await handIn(ana, [send(two)])).text).frames).toEqual([{
    ...other,
    dup: true,
  }]);
  expect((await ana.history(geral.id)).map(({ body }) => body)).toEqual(["uma vez", "outra"]);
});

Deno.test("a stream on one instance and posts to another are one conversation", async () => {
  await using site = await SharedSite.open();
  const ana = await Person.named("Ana", site.a.url);
  const bruno = await Person.named("Bruno", site.b.url);
  using hers = await Tab.open(ana, "stream", { postTo: site.b.url });
  using his = await Tab.open(bruno, "poll", { postTo: site.a.url });
  for (let n = 0; n < 10; n++) {
    hers.feed.post(`Ana ${n}`);
    his.feed.post(`Bruno ${n}`);
  }
  await eventually(() => hers.texts.length === 20 && his.texts.length === 20);
  const history = await ana.history((await ana.room()).id);
  expect(await told(hers.feed)).toEqual(history);
  expect(await told(his.feed)).toEqual(history);
});

Deno.test("events come at once, and are kept from whoever would collect or compress them", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using stream = await listen(ana, `rooms=${geral.id}:0`);
  const { response, told, heard } = stream;
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(response.headers.has("content-encoding")).toBe(false);
  await eventually(() => told.frames.length === 1);
  const sent = performance.now();
  await ana.post(geral.id, "já");
  await eventually(() => heard().length === 1, { withinMs: 1_000, everyMs: 1 });
  expect(performance.now() - sent).toBeLessThan(500);
});

Deno.test("a stream that nobody reads costs the others nothing", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const geral = await ana.room();
  const stuck = await Deno.connect({ hostname: "127.0.0.1", port: site.instance.port });
  const asked = rawGet(`/api/v1/events?rooms=${geral.id}:0`, [
    "Host: 127.0.0.1",
    `Cookie: ${bruno.cookie}`,
  ]);
  await stuck.write(new TextEncoder().encode(asked));
  await using line = await ana.connect();
  await using other = await listen(ana, `rooms=${geral.id}:0`);
  const long = "ã".repeat(7_990);
  const took: number[] = [];
  for (let n = 0; n < 600; n += 20) {
    const from = performance.now();
    await Promise.all(
      Array.from({ length: 20 }, (_, m) => line.post(geral.id, `${n + m} ${long}`)),
    );
    took.push(performance.now() - from);
  }
  await line.hear(`599 ${long}`);
  await eventually(() => other.heard().length === 600);
  // Ten megabytes later the twenty are still answered as the first were.
  const late = took.slice(-10).toSorted((a, b) => a - b)[5]!;
  expect(late).toBeLessThan(1_000);
  // It reads on at last, and is told where the room stands, not all that was said.
  let seen = "";
  let bytes = 0;
  const buffer = new Uint8Array(65_536);
  while (!seen.includes('data: {"t":"head"')) {
    const count = await stuck.read(buffer);
    if (count === null) throw new Error("The stream ended before it said head");
    bytes += count;
    seen = (seen + new TextDecoder().decode(buffer.subarray(0, count))).slice(-200_000);
  }
  expect(bytes).toBeLessThan(9 * 1_048_576);
  stuck.close();
});

Deno.test("who is not let in is told why by the status", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "on" });
  const { port } = site.instance;
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  const nobody = new Person(site.url);
  const expired = new Person(site.url);
  expired.cookie = `conexao=${"x".repeat(43)}`;
  const queries = ["", "wait=0", "wait=25"];

  await t.step("401 without a session, and with one that is over", async () => {
    for (const stranger of [nobody, expired]) {
      for (const query of queries) {
        const answer = await stranger.ask(`/api/v1/events?${query}`);
        expect([query, answer.status]).toEqual([query, 401]);
      }
      expect((await handIn(stranger, [])).status).toBe(401);
    }
  });

  await t.step("421 under a name that is not the server's", async () => {
    for (const query of queries) {
      const headers = ["Host: evil.com", `Cookie: ${ana.cookie}`];
      const answer = await rawRequest(port, rawGet(`/api/v1/events?${query}`, headers));
      expect([query, answer.status]).toEqual([query, 421]);
    }
  });

  await t.step("422 for a query, and for a body, of another shape", async () => {
    for (const query of ["rooms=geral", "rooms=1", "wait=soon", "wait=-1"]) {
      const answer = await ana.ask(`/api/v1/events?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
      expect(read(answer).error.field).toBe(query.split("=")[0]);
    }
    const bodies = [{}, { frames: {} }, { frames: Array(101).fill({ t: "ping", n: 1 }) }];
    for (const body of [...bodies, { me: "Ana", frames: [] }, { store: 1, frames: [] }]) {
      expect((await ana.ask("/api/v1/frames", { method: "POST", body })).status).toBe(422);
    }
  });

  await t.step("413 for more than 64 KiB, and 409 for who is somebody else by now", async () => {
    const send = { t: "send", id: newId(), room: geral.id, body: "a".repeat(65_536) };
    expect((await handIn(ana, [send])).status).toBe(413);
    const other = await handIn(ana, [{ ...send, body: "de quem?" }], ana.user.id + 1);
    expect([other.status, read(other).error.code]).toEqual([409, "conflict"]);
    expect((await handIn(ana, [], ana.user.id)).status).toBe(200);
    expect(await ana.history(geral.id)).toEqual([]);
  });

  await t.step("503 for what is meant for another database, and none of it is done", async () => {
    await using line = await ana.dial();
    const { store } = await line.hello();
    const frames = [{ t: "send", id: newId(), room: geral.id, body: "para qual?" }];
    const answers = await Promise.all(
      ["b".repeat(32), store].map((store, at) =>
        ana.ask("/api/v1/frames", { method: "POST", body: { store, frames: at ? [] : frames } })
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([503, 200]);
    expect(await ana.history(geral.id)).toEqual([]);
  });

  await t.step(
    "429 for the twenty-first, be it a stream or a poll, and when to come back",
    async () => {
      const streams = await Promise.all(Array.from({ length: 20 }, () => listen(ana)));
      expect(new Set(streams.map(({ response }) => response.status))).toEqual(new Set([200]));
      for (const query of queries) {
        const answer = await ana.ask(`/api/v1/events?${query}`);
        expect([query, answer.status, answer.headers.get("retry-after")]).toEqual([
          query,
          429,
          "5",
        ]);
      }
      await expect(ana.dial()).rejects.toThrow();
      // Frames go on: without them nobody could say anything.
      expect((await handIn(ana, [{ t: "ping", n: 1 }])).status).toBe(200);
    },
  );

  await t.step("429 for a flood of frames, of which none is obeyed", async () => {
    const clara = await Person.named("Clara", site.url);
    const send = { t: "send", id: newId(), room: geral.id, body: "na enxurrada" };
    const flood = await handIn(clara, [send, ...Array(40).fill({ t: "ping", n: 1 })]);
    expect([flood.status, read(flood).error.code]).toEqual([429, "rate_limited"]);
    expect(await ana.history(geral.id)).toEqual([]);
    // Messages too many have their own answer, as on the socket.
    const sends = Array.from({ length: 25 }, (_, n) => ({ ...send, id: newId(), body: `${n}` }));
    const answers = JSON.parse((await handIn(clara, sends)).text).frames;
    expect(answers.slice(0, 20).every(({ t }: { t: string }) => t === "ack")).toBe(true);
    expect(answers[24]).toMatchObject({ t: "nack", code: "rate_limited", retry: true });
  });
});

Deno.test("a poll waits for news, not for ever, and begins with the welcome", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  const from = performance.now();
  const poll = async (query: string) => JSON.parse((await ana.ask(`/api/v1/events?${query}`)).text);
  expect((await poll("wait=0")).frames.map(({ t }: { t: string }) => t)).toEqual(["welcome"]);
  expect((await poll("wait=1")).frames.map(({ t }: { t: string }) => t)).toEqual(["welcome"]);
  expect(performance.now() - from).toBeGreaterThan(990);
  const waiting = await fetch(`${site.url}/api/v1/events?rooms=${geral.id}:0&wait=25`, {
    headers: { cookie: ana.cookie! },
  });
  await ana.post(geral.id, "novidade");
  const { frames } = await answerOf(waiting.body!);
  expect(frames).toMatchObject([{ t: "welcome" }, {
    t: "events",
    messages: [{ body: "novidade" }],
  }]);
  const head = await fetch(`${site.url}/api/v1/events`, {
    method: "HEAD",
    headers: { cookie: ana.cookie! },
  });
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
});

Deno.test("signing out elsewhere ends a stream and a poll within the second", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  await using stream = await listen(ana);
  const headers = { cookie: ana.cookie! };
  const polled = fetch(`${site.url}/api/v1/events?wait=25`, { headers });
  await eventually(() => stream.told.frames.length === 1);
  const from = performance.now();
  expect((await ana.ask("/api/v1/session", { method: "DELETE" })).status).toBe(204);
  await stream.over;
  expect(stream.told.close).toEqual({ code: 4_403, reason: "signed out elsewhere" });
  const answer = await answerOf((await polled).body!);
  expect(answer.close).toEqual({ code: 4_403, reason: "signed out elsewhere" });
  expect(performance.now() - from).toBeLessThan(1_200);
  const again = await fetch(`${site.url}/api/v1/events`, { headers });
  expect(again.status).toBe(401);
  await again.body?.cancel();
});

Deno.test("SIGTERM says goodbye to streams and polls, and waits for no reader who takes nothing", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using stream = await listen(ana);
  const headers = { cookie: ana.cookie! };
  const polled = fetch(`${site.url}/api/v1/events?wait=25`, { headers });
  await eventually(() => stream.told.frames.length === 1);
  const sends = Array.from({ length: 50 }, (_, n) => ({
    ...{ t: "send", id: newId(), room: geral.id, body: `última ${n}` },
  }));
  const handed = handIn(ana, sends);
  await eventually(() => stream.heard().length > 0);
  const { code, ms } = await site.instance.stop();
  expect([code, ms < 8_000]).toEqual([0, true]);
  await stream.over;
  expect(stream.told.frames.some(({ t }) => t === "bye")).toBe(true);
  expect(stream.told.close).toEqual({ code: 1_012, reason: "restart" });
  // The messages had answered the poll; what was handed in is acked, or refused for now.
  expect((await answerOf((await polled).body!)).frames.length).toBeGreaterThan(1);
  const answers: { t: string; id: string; retry?: boolean }[] =
    JSON.parse((await handed).text).frames;
  expect(answers.length).toBe(50);
  expect(answers.filter(({ t, retry }) => t !== "ack" && retry !== true)).toEqual([]);
  await site.instance.start();
  const kept = new Set((await ana.history(geral.id)).map(({ id }) => id));
  expect(answers.filter(({ t, id }) => t === "ack" && !kept.has(id))).toEqual([]);

  const idle = await fetch(`${site.url}/api/v1/events?wait=25`, { headers });
  const stuck = await Deno.connect({ hostname: "127.0.0.1", port: site.instance.port });
  const asked = rawGet("/api/v1/events", ["Host: 127.0.0.1", `Cookie: ${ana.cookie}`]);
  await stuck.write(new TextEncoder().encode(asked));
  await using line = await ana.connect();
  const long = "ã".repeat(7_990);
  for (let n = 0; n < 30; n++) {
    await Promise.all(Array.from({ length: 20 }, () => line.post(geral.id, long)));
  }
  const end = await site.instance.stop();
  expect([end.code, end.ms < 8_000]).toEqual([0, true]);
  stuck.close();
  await idle.body?.cancel();
});
