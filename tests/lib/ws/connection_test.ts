import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { newId } from "../../support/socket_client.ts";
import { setScene } from "./hub_scene.ts";

Deno.test("Connection welcomes with who and what there is", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  await server.enter(bruno);
  const client = await server.connect(ana);
  expect(await client.hello()).toEqual({
    t: "welcome",
    store: store.id,
    me: ana.user,
    rooms: await store.rooms.visibleTo(ana.user.id),
    online: [ana.user.id, bruno.user.id],
    now: "2026-03-02T09:00:00.000Z",
    limits: LIMITS,
    mode: "live",
  });
  expect(client.heard).toHaveLength(1);
  expect((await store.rooms.memberships(ana.user.id)).map(({ room }) => room)).toEqual([geral]);
});

Deno.test("Connection says who is online only of shared rooms", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  await store.rooms.dismiss(geral, bruno.user.id);
  await server.enter(bruno);
  const welcome = await (await server.connect(ana)).hello();
  expect(welcome.online).toEqual([ana.user.id]);
});

Deno.test("Connection acks a message after the commit, and everybody gets it, its author too", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  const id = hers.post(geral, "olá 👩‍👩‍👧 \u202Bשלום");
  const ack = await hers.next("ack");
  const { messages: [stored] } = await store.messages.page(geral, { limit: 1 });
  expect(ack).toEqual({
    t: "ack",
    id,
    room: geral,
    seq: stored!.seq,
    rev: stored!.rev,
    at: stored!.at,
  });
  for (const client of [hers, his]) {
    const events = await client.next("events");
    expect(events).toMatchObject({ room: geral, to: ack.rev, messages: [stored] });
  }
});

Deno.test("Connection acks the same id again as dup, whatever it says the second time", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const client = await server.enter(ana);
  const id = client.post(geral, "uma vez");
  const first = await client.next("ack");
  client.post(geral, "outra coisa", id);
  expect(await client.next("ack")).toEqual({ ...first, dup: true });
  client.post(geral + 1_000, "noutra sala", id);
  expect(await client.next("ack")).toMatchObject({ id, room: geral, seq: first.seq, dup: true });
  expect((await store.messages.page(geral, { limit: 10 })).messages).toHaveLength(1);
});

Deno.test("Connection keeps the order of what one socket sends", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const client = await server.enter(ana);
  const bodies = Array.from({ length: 100 }, (_, n) => `${n}`);
  const ids = bodies.map((body) => client.post(geral, body));
  for (const id of ids) await client.next("ack", (ack) => ack.id === id);
  const { messages } = await store.messages.page(geral, { limit: 200 });
  expect(messages.map(({ body }) => body)).toEqual(bodies);
});

Deno.test("Connection nacks what cannot be posted, and lives on", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana } = scene;
  const client = await server.enter(ana);
  const cases: [string, number, string][] = [
    ["", geral, "invalid"],
    [" \u2003\u200b", geral, "invalid"],
    ["a".repeat(8_001), geral, "invalid"],
    ["\0", geral, "invalid"],
    ["olá", geral + 1_000, "not_found"],
  ];
  for (const [body, room, code] of cases) {
    const id = client.post(room, body);
    expect(await client.next("nack")).toMatchObject({ id, re: "send", room, code, retry: false });
  }
  client.say('{"t":"send","id":"' + newId() + `","room":${geral},"body":"\\ud800"}`);
  expect(await client.next("nack")).toMatchObject({ re: "send", code: "invalid", retry: false });
  client.post(geral, "a".repeat(8_000));
  await client.next("ack");
  expect((await store.messages.page(geral, { limit: 10 })).messages).toHaveLength(1);
});

Deno.test("Connection nacks with retry what comes too fast, and takes it later", async () => {
  await using scene = await setScene({ rateLimits: true });
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  const ids = Array.from({ length: 21 }, (_, n) => client.post(geral, `${n}`));
  const nack = await client.next("nack");
  expect(nack).toMatchObject({ id: ids[20], code: "rate_limited", retry: true });
  expect(nack.afterMs).toBeGreaterThan(0);
  server.clock.pass(nack.afterMs!);
  client.post(geral, "20", ids[20]);
  await client.next("ack", (ack) => ack.id === ids[20]);
});

Deno.test("Connection nacks everything before hello, and a second hello", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const client = await server.connect(ana);
  const id = client.post(geral, "cedo demais");
  expect(await client.next("nack")).toMatchObject({ id, re: "send", room: geral, code: "invalid" });
  client.say({ t: "ping", n: 1 });
  expect(await client.next("nack")).toMatchObject({ re: "ping", code: "invalid", retry: false });
  client.say({ t: "pull", room: geral, since: 0 });
  expect(await client.next("nack")).toMatchObject({ re: "pull", room: geral, code: "invalid" });
  await client.hello();
  client.say({ t: "hello" });
  expect(await client.next("nack")).toMatchObject({ re: "hello", code: "invalid" });
  await client.settled();
});

Deno.test("Connection nacks frames of another shape, and lives on", async () => {
  await using scene = await setScene();
  const { server, ana } = scene;
  const client = await server.enter(ana);
  for (const text of ["null", "[]", "7", '{"t":"shout"}', '{"t":"pull","room":1}']) {
    client.say(text);
    expect(await client.next("nack")).toMatchObject({ code: "invalid", retry: false });
  }
  client.say({ t: "hello", rooms: Object.fromEntries(Array(501).keys().map((n) => [n + 1, 0])) });
  expect(await client.next("nack")).toMatchObject({ re: "hello", code: "invalid" });
  await client.settled();
});

Deno.test("Connection closes 4400 on what is no JSON or no text, 1009 on what is too long", async () => {
  await using scene = await setScene();
  const { server, ana } = scene;
  const cases: [string | Uint8Array<ArrayBuffer>, number][] = [
    ["olá", 4400],
    [new TextEncoder().encode('{"t":"ping","n":1}'), 4400],
    [JSON.stringify({ t: "ping", n: 1, x: "a".repeat(65_536) }), 1009],
  ];
  for (const [data, code] of cases) {
    const client = await server.enter(ana);
    client.socket.send(data);
    expect(await client.closed).toMatchObject({ code });
  }
  expect(server.hub.sockets).toBe(0);
  expect(server.log.of("ws.refused").map(({ fields }) => fields.why)).toEqual([
    "not_json",
    "binary",
    "too_big",
  ]);
});

Deno.test("Connection answers ping, and closes 4429 on a flood of them", async () => {
  await using scene = await setScene();
  const { server, ana } = scene;
  const client = await server.enter(ana);
  client.say({ t: "ping", n: 7 });
  expect(await client.next("pong")).toEqual({ t: "pong", n: 7 });
  for (let n = 0; n < 40; n++) client.say({ t: "ping", n });
  expect(await client.closed).toMatchObject({ code: 4429 });
});

Deno.test("Connection closes 4429 on a flood of unfit frames or pulls", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const [unfit, pulls] = [await server.enter(ana), await server.enter(ana)];
  for (let n = 0; n < 21; n++) unfit.say("{}");
  expect(await unfit.closed).toMatchObject({ code: 4429 });
  for (let n = 0; n < 601; n++) pulls.say({ t: "pull", room: geral, since: 0 });
  expect(await pulls.closed).toMatchObject({ code: 4429 });
  const refused = server.log.of("ws.refused").map(({ fields }) => fields.why);
  expect(refused).toEqual(["invalid", "flood of unfit", "flood of pull"]);
});

Deno.test("Connection is closed without a hello for 10 s, or without a frame for 45 s", async () => {
  await using scene = await setScene();
  const { server, ana, bruno } = scene;
  const [mute, silent] = [await server.connect(ana), await server.enter(bruno)];
  server.clock.pass(10_000);
  await silent.settled();
  expect(server.hub.sockets).toBe(2);
  server.clock.pass(1_000);
  expect(await mute.closed).toMatchObject({ code: 4408 });
  expect(server.hub.sockets).toBe(1);
  server.clock.pass(44_000);
  await silent.settled();
  server.clock.pass(46_000);
  expect(await silent.closed).toMatchObject({ code: 4408 });
  expect(server.hub.sockets).toBe(0);
});

Deno.test("Connection writes no word of a message into the log", async () => {
  await using scene = await setScene();
  const { server, geral, ana } = scene;
  const client = await server.enter(ana);
  client.post(geral, "segredo".repeat(2_000));
  client.say('{"t":"segredo"}');
  client.post(geral + 1, "segredo");
  for (let n = 0; n < 3; n++) await client.next("nack");
  client.say("segredo");
  await client.closed;
  expect(server.log.lines.length).toBeGreaterThan(2);
  expect(JSON.stringify(server.log.lines.map(({ event, fields }) => [event, fields])))
    .not.toContain("segredo");
});

Deno.test("Connection tells of an edit, a reaction, a pin and a deletion as it tells of messages", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  hers.post(geral, "bom dia");
  const { seq } = await hers.next("ack");
  const of = { room: geral, seq };
  const said: [client: typeof hers, frame: { t: string; [key: string]: unknown }, told: object][] =
    [
      [hers, { t: "edit", id: newId(), ...of, body: "boa tarde" }, { body: "boa tarde" }],
      [his, { t: "react", id: newId(), ...of, emoji: "👍", on: true }, {
        reactions: [{ emoji: "👍", n: 1, users: [bruno.user.id] }],
      }],
      [his, { t: "pin", id: newId(), ...of, on: true }, { pinned: true }],
      [hers, { t: "delete", id: newId(), ...of }, { body: "", deleted: true }],
    ];
  for (const [client, frame, told] of said) {
    client.say(frame);
    const ack = await client.next("ack");
    expect(ack).toMatchObject({ id: frame.id, room: geral, seq, rev: expect.any(Number) });
    for (const one of [hers, his]) {
      const { messages } = await one.next("events", ({ to }) => to === ack.rev);
      expect(messages).toMatchObject([{ seq, rev: ack.rev, ...told }]);
    }
    client.say(frame);
    expect(await client.next("ack")).toEqual({ ...ack, dup: true });
  }
});

Deno.test("Connection refuses to edit what is deleted, or another's, and says which frame it was", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  hers.post(geral, "bom dia");
  const { seq } = await hers.next("ack");
  const of = { room: geral, seq };
  const ask = async (client: typeof hers, frame: { t: string }) => {
    const id = newId();
    client.say({ ...frame, id, ...of });
    const { code, re, retry } = await client.next("nack", (nack) => nack.id === id);
    return [re, code, retry];
  };
  expect(await ask(his, { t: "delete" })).toEqual(["delete", "forbidden", false]);
  hers.say({ t: "delete", id: newId(), ...of });
  await hers.next("ack");
  const edit = { t: "edit", body: "de novo" };
  expect(await ask(hers, edit)).toEqual(["edit", "conflict", false]);
  const react = { t: "react", emoji: "👍", on: true };
  expect(await ask(his, react)).toEqual(["react", "conflict", false]);
  const pin = { t: "pin", on: true };
  expect(await ask(his, pin)).toEqual(["pin", "conflict", false]);
  expect(await ask(his, { ...react, emoji: "x" } as { t: string })).toEqual([
    "react",
    "invalid",
    false,
  ]);
});
