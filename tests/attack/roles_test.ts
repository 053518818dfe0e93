import { expect } from "expect";
import { openapi } from "@/lib/chat/openapi.ts";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { callsInRoutes } from "../support/calls_in_routes.ts";
import { type Answer, type Asking, read } from "../support/person.ts";
import { CALLS, LAST_CALL } from "./roles/calls.ts";
import { type Column, COLUMNS, openStage, type Player, type Stage } from "./roles/cast.ts";
import { type FrameRow, FRAMES, HELLO } from "./roles/frames.ts";
import type { Row } from "./roles/row.ts";
import {
  comparable,
  findKnock,
  findSession,
  type Ids,
  type Kind,
  makeDecision,
  makeNewcomer,
  makeReport,
  makeRoom,
  MISSING,
} from "./roles/scene.ts";

const CODES: Readonly<Record<number, string>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "invalid",
};

/** The members of the rooms that the table knows. */
const INSIDE: readonly Column[] = ["guest", "member", "owner"];

/** Rooms that nothing is done to, by kind. */
type Standing = Readonly<Record<Kind, Pick<Ids, "room" | "seq">>>;

Deno.test("every call and every frame stands in the table", async () => {
  const calls = new Set([...CALLS, LAST_CALL].map(({ call }) => call));
  expect([...calls].toSorted()).toEqual(await callsInRoutes());
  const { ClientFrame } = (openapi() as { components: { schemas: Record<string, unknown> } })
    .components.schemas;
  const known = [...JSON.stringify(ClientFrame).matchAll(/"t":\{[^}]*"const":"(\w+)"/g)]
    .map(([, t]) => t!);
  expect(known.length).toBeGreaterThan(8);
  const inTable = new Set(["hello", ...FRAMES.map(({ t }) => t)]);
  expect([...inTable].toSorted()).toEqual(known.toSorted());
});

Deno.test("the roles: who may what, over HTTP and by frames", async (t) => {
  await using stage = await openStage();
  const standing = {
    private: await makeRoom(stage, "private"),
    public: await makeRoom(stage, "public"),
  };
  for (const row of FRAMES) {
    await t.step(`frame ${row.t} (${row.in})`, () => checkFrame(stage, row, standing));
  }
  await t.step("hello names a private room", () => checkHello(stage, standing));
  await t.step("who has left or was removed stands outside", () => checkLeft(stage));
  for (const row of [...CALLS, LAST_CALL]) {
    const where = row.in ? ` (${row.in})` : "";
    await t.step(`${row.call}${row.what ? ` ${row.what}` : ""}${where}`, async () => {
      await checkCall(stage, row, standing);
    });
  }
});

Deno.test("who is banned is out of every call and every socket within a second", async () => {
  await using stage = await openStage();
  const { member, host } = stage.cast;
  const { room, seq } = await makeRoom(stage, "private");
  await using line = await member.restore().connect();
  const path = `/api/v1/people/${member.role.id}/ban`;
  const at = performance.now();
  const banned = await host.restore().ask(path, { method: "POST" });
  expect(banned.status).toBe(200);
  expect((await line.closed).code).toBe(4403);
  expect(performance.now() - at).toBeLessThan(1_200);
  const ids = idsOf(stage, { room, seq });
  for (const row of CALLS) {
    if (row.expect.endsWith("200 200") || row.call === "POST /session" || row.spare) continue;
    const answer = await ask(member.restore(), row, ids);
    expect([row.call, answer.status]).toEqual([row.call, 401]);
  }
  // Taken back, it costs them nothing: not even what their browser was known by.
  const { undo } = JSON.parse(banned.text);
  expect((await host.ask(`/api/v1/undo/${undo}`, { method: "POST" })).status).toBe(204);
  expect((await member.ask("/api/v1/me")).status).toBe(200);
});

Deno.test("a stolen cookie alone does nothing that cannot be taken back", async () => {
  await using stage = await openStage();
  const { moderator, host } = stage.cast;
  const victim = `/api/v1/people/${stage.victim.role.id}`;
  const calls: readonly [player: Player, path: string, asking: Asking][] = [
    [host, victim, { method: "PATCH", body: { role: "guest" } }],
    [host, victim, { method: "DELETE" }],
    [host, "/api/v1/server", { method: "PATCH", body: { knock: true } }],
    [moderator, "/api/v1/me", { method: "DELETE" }],
    [moderator, `${victim}/ban`, { method: "POST" }],
    [moderator, `${victim}/ban`, { method: "DELETE" }],
    [moderator, "/api/v1/links", { method: "POST" }],
  ];
  for (const [player, path, asking] of calls) {
    const answer = await player.restore({ spare: true }).ask(path, asking);
    expect([path, answer.status, read(answer).error.field]).toEqual([path, 403, "password"]);
  }
  const kept = await stage.victim.restore().ask("/api/v1/me");
  expect(read(kept).user.role).toBe("member");
});

async function checkCall(stage: Stage, row: Row, standing: Standing): Promise<void> {
  const wanted = row.expect.split(" ").map(Number);
  expect(wanted.length).toBe(COLUMNS.length);
  const told: [Column, number][] = [];
  for (const [at, column] of COLUMNS.entries()) {
    const ids = await setScene(stage, row, standing);
    const player = stage.cast[column].restore({ spare: row.spare ?? false });
    const answer = await ask(player, row, ids);
    told.push([column, answer.status]);
    if (answer.status >= 400 && answer.status === wanted[at]) checkRefusal(answer);
    if (answer.status !== 404 || wanted[at] !== 404) continue;
    const missing = await ask(player.restore(), row, withoutThem(row, ids, column));
    expect([column, comparable(answer)]).toEqual([column, comparable(missing)]);
  }
  expect(told).toEqual(COLUMNS.map((column, at) => [column, wanted[at]]));
}

function checkRefusal(answer: Answer): void {
  expect(read(answer).error.code).toBe(CODES[answer.status]);
}

async function ask(player: Player, row: Row, ids: Ids): Promise<Answer> {
  const [method = "", path = ""] = row.call.split(" ");
  const body = row.body?.(ids);
  const who = row.who === undefined ? 0 : personOf(row, ids);
  const isPeople = path.startsWith("/people/");
  const id = path.startsWith("/rooms/") ? ids.room : isPeople ? who : ids.thing;
  const full = path.replace("{id}", `${id}`).replace("{seq}", `${ids.seq}`)
    .replace("{user}", `${who}`);
  const { headers = {} } = row;
  const asking: Asking = { method, headers, ...(body === undefined ? {} : { body }) };
  return await player.ask(`/api/v1${full}${row.query?.(ids) ?? ""}`, asking);
}

function personOf({ who }: Row, ids: Ids): number {
  if (who === "missing") return MISSING;
  return who === "newcomer" ? Number(ids.thing) : ids[who!];
}

async function setScene(stage: Stage, row: Row, standing: Standing): Promise<Ids> {
  const where = row.in ?? "public";
  const room = row.fresh && row.in ? await makeRoom(stage, where) : standing[where];
  return { ...idsOf(stage, room), thing: await thingFor(stage, row) };
}

async function thingFor(stage: Stage, { call, who }: Row): Promise<number | string> {
  if (who === "newcomer") return await makeNewcomer(stage);
  if (call.includes("/reports/")) return await makeReport(stage);
  if (call.includes("/undo/")) return await makeDecision(stage);
  if (call.includes("/knocks/")) return await findKnock(stage);
  return call.includes("/sessions/{id}") ? await findSession(stage) : 0;
}

function idsOf(stage: Stage, room: Pick<Ids, "room" | "seq">): Ids {
  const { author, victim, stranger, cast } = stage;
  return {
    ...room,
    author: author.role.id,
    victim: victim.role.id,
    stranger: stranger.role.id,
    host: cast.host.role.id,
    thing: 0,
  };
}

/** The same, of a room that nobody ever saw, or where the player is inside, of such people. */
function withoutThem({ in: where }: Row, ids: Ids, column: Column): Ids {
  const outside = where !== undefined && !INSIDE.includes(column);
  if (outside) return { ...ids, room: MISSING };
  return { ...ids, victim: MISSING, stranger: MISSING, host: MISSING, thing: MISSING };
}

async function checkFrame(stage: Stage, row: FrameRow, standing: Standing): Promise<void> {
  const wanted = row.expect.split(" ");
  const told: [Column, string][] = [];
  for (const [at, column] of COLUMNS.entries()) {
    const room = row.fresh ? await makeRoom(stage, row.in) : standing[row.in];
    const player = stage.cast[column].restore();
    const answer = await handIn(player, row.frame(room));
    if (wanted[at] === undefined) {
      expect([column, answer.status]).toEqual([column, 401]);
      continue;
    }
    told.push([column, outcomeOf(framesOf(answer))]);
    if (wanted[at] !== "not_found") continue;
    const missing = await handIn(player, row.frame({ ...room, room: MISSING }));
    expect(framesOf(missing).map(blindTo)).toEqual(framesOf(answer).map(blindTo));
  }
  expect(told).toEqual(wanted.map((outcome, at) => [COLUMNS[at], outcome]));
}

function handIn(player: Player, frame: unknown): Promise<Answer> {
  return player.ask("/api/v1/frames", { method: "POST", body: { frames: [frame] } });
}

function framesOf({ text }: Answer): ServerFrame[] {
  return JSON.parse(text).frames;
}

function outcomeOf([first]: readonly ServerFrame[]): string {
  if (first === undefined) return "-";
  return first.t === "nack" ? first.code : first.t;
}

function blindTo(frame: ServerFrame): unknown {
  return { ...frame, room: 0, id: "" };
}

async function checkHello(stage: Stage, { private: { room } }: Standing): Promise<void> {
  const told: string[] = [];
  for (const column of COLUMNS) told.push(await greet(stage.cast[column].restore(), room));
  expect(told.join(" ")).toBe(HELLO);
}

async function greet(player: Player, room: number): Promise<string> {
  const line = await player.dial().catch(() => undefined);
  if (line === undefined) return "refused";
  await using _ = line;
  line.say({ t: "hello", rooms: { [room]: 0 } });
  const about = Promise.race([
    line.waitFor("events", (frame) => frame.room === room),
    line.waitFor("gone", (frame) => frame.room === room),
  ]).then(({ t }) => t);
  about.catch(() => {});
  return await Promise.race([about, line.closed.then(({ code }) => `${code}`)]);
}

async function checkLeft(stage: Stage): Promise<void> {
  const { member, guest, owner } = stage.cast;
  const { room, seq } = await makeRoom(stage, "private");
  const members = `/api/v1/rooms/${room}/members`;
  await member.restore().ask(`${members}/me`, { method: "DELETE" });
  await owner.restore().ask(`${members}/${guest.role.id}`, { method: "DELETE" });
  const ids = idsOf(stage, { room, seq });
  for (const row of CALLS.filter((one) => one.in === "private" && one.call !== "GET /events")) {
    for (const player of [member, guest]) {
      const answer = await ask(player.restore(), row, ids);
      expect([row.call, player.role.name, answer.status]).toEqual([
        row.call,
        player.role.name,
        404,
      ]);
    }
  }
  for (const row of FRAMES.filter((one) => one.in === "private")) {
    const answer = await handIn(member.restore(), row.frame({ room, seq }));
    expect([row.t, outcomeOf(framesOf(answer))]).toEqual([row.t, "not_found"]);
  }
}
