import { expect } from "expect";
import { Message, Room, User } from "@/lib/chat/model.ts";
import { eventually } from "../support/eventually.ts";
import { newId } from "../support/new_id.ts";
import { type Asking, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const DAY = "2026-11-20T00:00:00.000Z";
const JSON_TYPE = { "content-type": "application/json" };

Deno.test("signing in makes a session; the same again is 200, another name 409", async () => {
  await using site = await AloneSite.open();
  const ana = new Person(site.url);
  const signIn = (name: string) => ana.ask("/api/v1/session", { method: "POST", body: { name } });
  const first = await signIn("Ana");
  expect(first.status).toBe(201);
  const user = User.parse(read(first).user);
  expect(user.name).toBe("Ana");
  expect(Object.keys(JSON.parse(first.text))).toEqual(["user"]);
  expect((await signIn("Ana")).status).toBe(200);
  const other = await signIn("Clara");
  expect([other.status, read(other).error.code]).toEqual([409, "conflict"]);
  expect(read(await ana.ask("/api/v1/me")).user).toEqual(user);
});

Deno.test("the cookie is as the contract has it, and no more", async () => {
  await using site = await AloneSite.open();
  const ana = new Person(site.url);
  const answer = await ana.ask("/api/v1/session", { method: "POST", body: { name: "Ana" } });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split("; "));
  expect(cookies.map(([pair]) => pair)).toEqual([
    expect.stringMatching(/^conexao=[\w-]{43}$/),
    expect.stringMatching(/^conexao_device=[\w-]{43}$/),
  ]);
  const terms = ["Max-Age=2592000", "Max-Age=34560000"];
  cookies.forEach(([, ...attributes], at) => {
    const wanted = ["HttpOnly", terms[at], "Path=/", "SameSite=Lax"];
    expect(attributes.toSorted()).toEqual(wanted);
  });
});

Deno.test("a name that is somebody's is 409, however it is written", async () => {
  await using site = await AloneSite.open();
  await Person.named("Zé da Silva", site.url);
  for (
    const name of ["Zé da Silva", "zé da silva", "ZE  DA SILVA", "Ｚé da Silva", " Zé da Silva "]
  ) {
    const stranger = new Person(site.url);
    const answer = await stranger.ask("/api/v1/session", { method: "POST", body: { name } });
    expect([name, answer.status]).toEqual([name, 409]);
    expect(read(answer).error.code).toBe("conflict");
  }
});

Deno.test("of two people who take one name at once, one gets it", async () => {
  await using site = await AloneSite.open();
  const answers = await Promise.all(
    Array.from(
      { length: 8 },
      () =>
        new Person(site.url).ask("/api/v1/session", { method: "POST", body: { name: "Clara" } }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
});

Deno.test("signing out ends the session for good", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const stolen = ana.at(site.url);
  const { headers, status } = await ana.ask("/api/v1/session", { method: "DELETE" });
  expect(status).toBe(204);
  expect(headers.getSetCookie()[0]).toContain("Max-Age=0");
  expect((await ana.ask("/api/v1/me")).status).toBe(401);
  expect((await stolen.ask("/api/v1/me")).status).toBe(401);
  await using line = await stolen.dial();
  expect((await line.closed).code).toBe(4401);
});

Deno.test("a session has twenty sockets, and a place again when one is closed", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "on" });
  const ana = await Person.named("Ana", site.url);
  await using stack = new AsyncDisposableStack();
  const [first] = await Promise.all(
    Array.from({ length: 20 }, async () => stack.use(await ana.connect())),
  );
  await expect(ana.dial()).rejects.toThrow("is not opened");
  expect((await ana.ask("/api/v1/me")).status).toBe(200);
  await first![Symbol.asyncDispose]();
  const again = await eventually(() => ana.connect().catch(() => undefined));
  stack.use(again);
});

Deno.test("signing out closes the sockets of that session", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  await using line = await ana.connect();
  await ana.ask("/api/v1/session", { method: "DELETE" });
  expect((await line.closed).code).toBe(4403);
});

Deno.test("an own message is changed and deleted over HTTP, once for one id", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const { id: room } = await ana.room();
  const { message: { seq } } = read(await ana.post(room, "bom dia"));
  const path = `/api/v1/rooms/${room}/messages/${seq}`;
  const id = newId();
  const edit = () => ana.ask(path, { method: "PATCH", body: { id, body: "boa tarde" } });
  const edited = await edit();
  expect(edited.status).toBe(200);
  const shown = Message.parse(read(edited).message);
  expect(shown).toMatchObject({ seq, rev: 2, body: "boa tarde", editedAt: expect.any(String) });
  const later = await ana.ask(path, { method: "PATCH", body: { body: "boa noite" } });
  expect(read(later).message).toMatchObject({ rev: 3, body: "boa noite" });
  expect(read(await edit()).message).toEqual(read(later).message);

  expect((await bruno.ask(path, { method: "DELETE" })).status).toBe(403);
  expect((await bruno.ask(path, { method: "PATCH", body: { body: "x" } })).status).toBe(403);
  const deleted = await ana.ask(path, { method: "DELETE" });
  expect([deleted.status, read(deleted).message]).toMatchObject([200, { deleted: true, body: "" }]);
  const again = await ana.ask(path, { method: "DELETE", body: { id: newId() } });
  expect([again.status, read(again).message]).toEqual([200, read(deleted).message]);
  const late = await ana.ask(path, { method: "PATCH", body: { body: "x" } });
  expect([late.status, read(late).error.code]).toEqual([409, "conflict"]);
  expect((await ana.history(room)).map(({ body }) => body)).toEqual([""]);
});

const BAD: readonly [what: string, path: string, asking: Asking, status: number, code: string][] = [
  ["no JSON", "/api/v1/session", post("{", JSON_TYPE), 400, "invalid"],
  ["an empty body", "/api/v1/session", post("", JSON_TYPE), 400, "invalid"],
  ["another type", "/api/v1/session", post("{}", { "content-type": "text/xml" }), 415, "invalid"],
  ["another shape", "/api/v1/session", post({ nome: "x" }), 422, "invalid"],
  ["an array", "/api/v1/session", post([]), 422, "invalid"],
  ["a large body", "/api/v1/session", post({ name: "a".repeat(70_000) }), 413, "too_large"],
  ["a room without a name", "/api/v1/rooms", post({}), 422, "invalid"],
  [
    "a direct room of one's own kind",
    "/api/v1/rooms",
    post({ name: "x", kind: "direct" }),
    422,
    "invalid",
  ],
  ["a direct line to nobody", "/api/v1/direct", post({ user: 999_999 }), 404, "not_found"],
  ["a direct line to oneself", "/api/v1/direct", post({ users: [1] }), 422, "invalid"],
  ["a crowd in private", "/api/v1/direct", post({ users: range(2, 11) }), 422, "invalid"],
  ["a pace of a day", "/api/v1/rooms/1", patch({ slow: 86_400 }), 422, "invalid"],
  ["a kind that is none", "/api/v1/rooms/1", patch({ kind: "direct" }), 422, "invalid"],
  ["a mark before the first", "/api/v1/rooms/1/read", post({ seq: -1 }), 422, "invalid"],
  ["a level that is none", "/api/v1/rooms/1/members/me", patch({ notify: "x" }), 422, "invalid"],
  [
    "a member that is no id",
    "/api/v1/rooms/1/members/x",
    patch({ role: "owner" }),
    404,
    "not_found",
  ],
  [
    "a long reason",
    "/api/v1/rooms/1/messages/1/report",
    post({ reason: "a".repeat(501) }),
    422,
    "invalid",
  ],
  ["a log of no room", "/api/v1/audit?room=x", {}, 422, "invalid"],
  ["an undo of nothing", "/api/v1/undo/7", { method: "POST" }, 404, "not_found"],
  ["a page of members", "/api/v1/rooms/1/members?limit=0", {}, 422, "invalid"],
  ["an id that is none", "/api/v1/rooms/1/messages", post({ id: "7", body: "x" }), 422, "invalid"],
  ["an edit of nothing", "/api/v1/rooms/1/messages/9", patch({ body: "x" }), 404, "not_found"],
  ["an edit without a text", "/api/v1/rooms/1/messages/9", patch({}), 422, "invalid"],
  ["an edit of a message 0", "/api/v1/rooms/1/messages/0", patch({ body: "x" }), 404, "not_found"],
  ["a deletion that is no JSON", "/api/v1/rooms/1/messages/9", scrawl("DELETE"), 415, "invalid"],
  ["a blank message", "/api/v1/rooms/1/messages", post({ id: newId(), body: " " }), 422, "invalid"],
  [
    "a room not there",
    "/api/v1/rooms/99/messages",
    post({ id: newId(), body: "x" }),
    404,
    "not_found",
  ],
  ["a room that is no id", "/api/v1/rooms/geral/messages", {}, 404, "not_found"],
  ["two cursors", "/api/v1/rooms/1/messages?before=5&after=2", {}, 422, "invalid"],
  ["a cursor that is none", "/api/v1/rooms/1/messages?before=x", {}, 422, "invalid"],
  ["a cursor and a moment", `/api/v1/rooms/1/messages?after=2&at=${DAY}`, {}, 422, "invalid"],
  ["a moment that is none", "/api/v1/rooms/1/messages?at=2026-11-20", {}, 422, "invalid"],
  [
    "a day that is none",
    `/api/v1/me/saved?before=${DAY.replace("20T", "31T")}`,
    {},
    422,
    "invalid",
  ],
  ["a list of nothing", "/api/v1/me/mentions?limit=0", {}, 422, "invalid"],
  ["a pin that is none", "/api/v1/rooms/1/messages/9", patch({ pinned: 1 }), 422, "invalid"],
  [
    "a pin and a text at once",
    "/api/v1/rooms/1/messages/9",
    patch({ pinned: true, body: "x" }),
    422,
    "invalid",
  ],
  ["a pin of nothing", "/api/v1/rooms/1/messages/9", patch({ pinned: true }), 404, "not_found"],
  ["replies to nothing", "/api/v1/rooms/1/messages/9/replies", {}, 404, "not_found"],
  ["nothing, passed on", "/api/v1/rooms/1/messages/9/forward", forward(1), 404, "not_found"],
  ["passing on without a place", "/api/v1/rooms/1/messages/9/forward", post({}), 422, "invalid"],
  ["nothing, put aside", "/api/v1/me/saved", post({ room: 1, seq: 9, on: true }), 404, "not_found"],
  ["an unknown path", "/api/v1/nothing", {}, 404, "not_found"],
];

function post(body: unknown, headers: Record<string, string> = {}): Asking {
  return { method: "POST", body, headers };
}

function forward(room: number): Asking {
  return post({ id: newId(), room });
}

function patch(body: unknown): Asking {
  return { method: "PATCH", body };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

function scrawl(method: string): Asking {
  return { method, body: "isto não é JSON", headers: { "content-type": "text/xml" } };
}

Deno.test("each error has its status and the one JSON shape", async (t) => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  for (const [what, path, asking, status, code] of BAD) {
    await t.step(what, async () => {
      const answer = await ana.ask(path, asking);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
      const { error, ...rest } = JSON.parse(answer.text);
      expect(rest).toEqual({});
      expect(error.code).toBe(code);
      expect(typeof error.message).toBe("string");
      const known = ["code", "message", "field", "afterMs"];
      expect(Object.keys(error).filter((key) => !known.includes(key))).toEqual([]);
    });
  }
});

Deno.test("nobody without a session reads or writes anything", async (t) => {
  await using site = await AloneSite.open();
  const stranger = new Person(site.url);
  const table: [path: string, asking: Asking][] = [
    ["/api/v1/me", {}],
    ["/api/v1/rooms", {}],
    ["/api/v1/rooms", post({ name: "x" })],
    ["/api/v1/rooms/1/messages", {}],
    ["/api/v1/rooms/1/messages", post({ id: newId(), body: "x" })],
    ["/api/v1/rooms/1/members", post({})],
    ["/api/v1/rooms/1/members/me", { method: "DELETE" }],
    ["/api/v1/direct", post({ user: 1 })],
    ["/ws", { headers: { upgrade: "websocket", connection: "upgrade" } }],
  ];
  for (const [path, asking] of table) {
    await t.step(`${asking.method ?? "GET"} ${path}`, async () => {
      const answer = await stranger.ask(path, asking);
      expect(answer.status).toBe(401);
      expect(read(answer).error.code).toBe("unauthenticated");
    });
  }
});

Deno.test("rooms are made, joined, left; members are invited; a direct room is always one", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const made = await ana.ask("/api/v1/rooms", post({ name: "Cozinha", topic: "o que tem?" }));
  expect(made.status).toBe(201);
  const cozinha = Room.parse(read(made).room);
  expect(cozinha).toMatchObject({ name: "Cozinha", kind: "public", joined: true, unread: 0 });

  expect((await bruno.room(cozinha.slug)).joined).toBe(false);
  expect((await bruno.ask(`/api/v1/rooms/${cozinha.id}/members`, post({}))).status).toBe(204);
  expect((await bruno.room(cozinha.slug)).joined).toBe(true);
  const left = await bruno.ask(`/api/v1/rooms/${cozinha.id}/members/me`, { method: "DELETE" });
  expect(left.status).toBe(204);
  expect((await bruno.room(cozinha.slug)).joined).toBe(false);

  const secret = await ana.ask("/api/v1/rooms", post({ name: "Festa", kind: "private" }));
  const festa = read(secret).room;
  expect((await bruno.rooms()).some(({ id }) => id === festa.id)).toBe(false);
  const invited = await ana.ask(`/api/v1/rooms/${festa.id}/members`, post({ user: bruno.user.id }));
  expect(invited.status).toBe(204);
  expect((await bruno.rooms()).some(({ id }) => id === festa.id)).toBe(true);

  const direct = await ana.ask("/api/v1/direct", post({ user: bruno.user.id }));
  expect(direct.status).toBe(200);
  const back = await bruno.ask("/api/v1/direct", post({ user: ana.user.id }));
  expect(read(back).room.id).toBe(read(direct).room.id);
});

Deno.test("a page tells what it replies to and what replies to it, and begins at a moment", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const { id: room } = await ana.room();
  const path = `/api/v1/rooms/${room}/messages`;
  const { seq, at } = read(await ana.post(room, "quem vem?")).message;
  const reply = { id: newId(), body: "eu", replyTo: seq };
  const answer = read(await ana.ask(path, post(reply))).message;
  expect(answer.replyTo).toBe(seq);
  const page = JSON.parse((await ana.ask(`${path}?limit=1`)).text);
  expect(Object.keys(page).toSorted()).toEqual(["messages", "origins", "replies", "rev"]);
  expect(page).toMatchObject({ messages: [{ seq: answer.seq }], origins: [{ seq }], replies: [] });
  const whole = JSON.parse((await ana.ask(path)).text);
  expect(whole).toMatchObject({ origins: [], replies: [{ seq, by: [answer.seq] }] });
  const thread = await ana.ask(`${path}/${seq}/replies`);
  expect(JSON.parse(thread.text)).toEqual({ messages: [answer] });
  expect(read(await ana.ask(`${path}/${seq}/replies?after=${answer.seq}`)).messages).toEqual([]);
  expect(read(await ana.ask(`${path}/${seq}`)).message).toMatchObject({ seq, body: "quem vem?" });
  expect((await ana.history(room, `at=${at}&limit=200`)).map((one) => one.seq))
    .toEqual([seq, answer.seq]);
  expect((await ana.history(room, `at=${DAY.replace("2026", "2099")}`)).length).toBe(2);
});

Deno.test("a message is pinned, passed on and put aside over HTTP", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const { id: room } = await ana.room();
  const { message: { seq } } = read(await ana.post(room, "@Bruno, a senha é pão"));
  const path = `/api/v1/rooms/${room}/messages/${seq}`;
  const pinned = read(await bruno.ask(path, patch({ pinned: true }))).message;
  expect(Message.parse(pinned)).toMatchObject({ seq, pinned: true });
  expect(read(await ana.ask(`/api/v1/rooms/${room}/pins`)).messages).toEqual([pinned]);
  await ana.ask(path, patch({ pinned: false }));
  expect(read(await ana.ask(`/api/v1/rooms/${room}/pins`)).messages).toEqual([]);

  await ana.ask(path, patch({ body: "@Bruno, a senha é bolo" }));
  const { revisions } = JSON.parse((await bruno.ask(`${path}/revisions`)).text);
  expect(revisions).toEqual([{ body: "@Bruno, a senha é pão", at: expect.any(String) }]);

  const asking = forward(room);
  const first = await bruno.ask(`${path}/forward`, asking);
  const again = await bruno.ask(`${path}/forward`, asking);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(read(again).message).toEqual(read(first).message);
  expect(read(first).message.body).toBe("> **Ana** · #geral\n> @Bruno, a senha é bolo");

  const entries = async (list: string) => JSON.parse((await bruno.ask(`/api/v1/me/${list}`)).text);
  const put = (on: boolean) => bruno.ask("/api/v1/me/saved", post({ room, seq, on }));
  expect((await put(true)).status).toBe(204);
  const saved = await entries("saved");
  expect(saved).toMatchObject({ entries: [{ message: { seq }, at: expect.any(String) }] });
  expect((await entries(`saved?before=${saved.entries[0].at}`)).entries).toEqual([]);
  expect((await put(false)).status).toBe(204);
  expect((await entries("saved")).entries).toEqual([]);
  expect(await entries("mentions")).toMatchObject({ entries: [{ message: { seq } }] });
  expect(JSON.parse((await ana.ask("/api/v1/me/mentions")).text)).toEqual({ entries: [] });
});

Deno.test("history pages by before, after and around, and reads no more than 200", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  await Promise.all(Array.from({ length: 230 }, (_, n) => line.post(geral.id, `m${n}`)));
  const all = await ana.wholeHistory(geral.id);
  expect(all.length).toBe(230);
  const seqs = all.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  for (const message of all) Message.parse(message);

  const page = async (query: string) => (await ana.history(geral.id, query)).map(({ seq }) => seq);
  expect(await page("")).toEqual(seqs.slice(-50));
  expect(await page("limit=1000")).toEqual(seqs.slice(-200));
  expect(await page(`before=${seqs[100]}&limit=10`)).toEqual(seqs.slice(90, 100));
  expect(await page(`after=${seqs[100]}&limit=10`)).toEqual(seqs.slice(101, 111));
  const around = await page(`around=${seqs[100]}&limit=11`);
  expect(around).toEqual(seqs.slice(95, 106));
  const { rev } = read(await ana.ask(`/api/v1/rooms/${geral.id}/messages`));
  expect(rev).toBe((await ana.room()).rev);
});

Deno.test("healthz says it lives, readyz that the store answers", async () => {
  await using site = await AloneSite.open();
  const stranger = new Person(site.url);
  expect((await stranger.ask("/healthz")).status).toBe(200);
  expect((await stranger.ask("/readyz")).status).toBe(200);
});

Deno.test("HEAD and GET change nothing, and other methods are answered with an error", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  expect((await ana.ask("/sair")).status).not.toBe(303);
  expect((await ana.ask("/api/v1/me")).status).toBe(200);
  expect((await ana.ask("/api/v1/me", { method: "PUT" })).status).toBeGreaterThanOrEqual(404);
});
