import { expect } from "expect";
import type { ServerFrame } from "@/lib/chat/protocol.ts";
import { newId } from "../support/new_id.ts";
import { type Answer, type Asking, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const MISSING = 9_007_199_254_740_000;

Deno.test("a room that is not theirs is, to Bruno, a room that is not there", async (t) => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const clara = await Person.named("Clara", site.url);
  const made = await ana.ask("/api/v1/rooms", {
    method: "POST",
    body: { name: "Segredo", kind: "private", members: [clara.user.id] },
  });
  const segredo = read(made).room;
  const first = read(await ana.post(segredo.id, "ninguém sabe")).message;
  const direct = read(
    await ana.ask("/api/v1/direct", { method: "POST", body: { user: clara.user.id } }),
  ).room;
  // The outsiders' doors are there: members pass them.
  expect((await clara.history(segredo.id)).length).toBe(1);
  expect((await clara.rooms()).map(({ id }) => id)).toContain(direct.id);

  const message = () => ({ id: newId(), body: "deixa eu entrar" });
  const calls: [method: string, path: (id: number) => string, body?: () => unknown][] = [
    ["GET", (id) => `/api/v1/rooms/${id}/messages`],
    ["GET", (id) => `/api/v1/rooms/${id}/messages?before=5`],
    ["GET", (id) => `/api/v1/rooms/${id}/messages?around=1`],
    ["POST", (id) => `/api/v1/rooms/${id}/messages`, message],
    ["PATCH", (id) => `/api/v1/rooms/${id}/messages/1`, message],
    ["DELETE", (id) => `/api/v1/rooms/${id}/messages/1`],
    ["POST", (id) => `/api/v1/rooms/${id}/members`, () => ({})],
    ["POST", (id) => `/api/v1/rooms/${id}/members`, () => ({ user: clara.user.id })],
    ["DELETE", (id) => `/api/v1/rooms/${id}/members/me`],
  ];
  for (const room of [segredo, direct]) {
    for (const [method, path, body] of calls) {
      await t.step(`${method} ${path(room.id)} (${room.kind})`, async () => {
        const asking: Asking = { method, ...(body ? { body: body() } : {}) };
        const foreign = await bruno.ask(path(room.id), asking);
        const missing = await bruno.ask(path(MISSING), asking);
        expect(foreign.status).toBe(404);
        expect(comparable(foreign)).toEqual(comparable(missing));
      });
    }
  }

  await t.step("its page is the page of no room", async () => {
    const foreign = await bruno.ask(`/r/${segredo.slug}`);
    const missing = await bruno.ask(`/r/${segredo.slug.replace(/^./, "z")}`);
    expect(foreign.status).toBe(404);
    const blind = (text: string) =>
      text.replace(/nonce="[^"]*"/g, "").replaceAll(/\/r\/[\w-]+/g, "/r/x");
    expect(blind(foreign.text)).toBe(blind(missing.text));
    expect(foreign.text).not.toContain("Segredo");
  });

  await t.step("its page's form is the form of no room", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: site.url };
    for (const body of ["join=1", `id=${newId()}&body=oi`]) {
      const answer = await bruno.ask(`/r/${segredo.slug}`, { method: "POST", body, headers });
      expect(answer.status).toBe(404);
    }
  });

  const frames: [what: string, frame: (room: number) => unknown][] = [
    ["send", (room) => ({ t: "send", id: first.id, room, body: "x" })],
    ["send in answer", (room) => ({ t: "send", id: newId(), room, body: "x", replyTo: first.seq })],
    ["edit", (room) => ({ t: "edit", id: first.id, room, seq: first.seq, body: "x" })],
    ["delete", (room) => ({ t: "delete", id: newId(), room, seq: first.seq })],
    ["react", (room) => ({ t: "react", id: newId(), room, seq: 1, emoji: "👍", on: true })],
    ["pull", (room) => ({ t: "pull", room, since: 0 })],
  ];
  for (const [what, frame] of frames) {
    await t.step(`the frame ${what}`, async () => {
      await using line = await bruno.connect();
      const told = async (room: number) => {
        const from = line.frames.length;
        line.say(frame(room));
        await line.settle();
        return line.frames.slice(from).filter(({ t }) => t !== "pong").map((one) => blindTo(one));
      };
      const foreign = await told(segredo.id);
      expect(foreign.length).toBe(1);
      expect(foreign).toEqual(await told(MISSING));
      expect(foreign[0]).toMatchObject({ t: "nack", code: "not_found", retry: false });
    });
  }

  for (const [what, frame] of frames) {
    await t.step(`the frame ${what}, handed in where there is no socket`, async () => {
      const told = async (room: number) => {
        const body = { frames: [frame(room)] };
        const answer = await bruno.ask("/api/v1/frames", { method: "POST", body });
        expect(answer.status).toBe(200);
        const frames: ServerFrame[] = JSON.parse(answer.text).frames;
        return frames.map((one) => blindTo(one));
      };
      const foreign = await told(segredo.id);
      expect(foreign.length).toBe(1);
      expect(foreign).toEqual(await told(MISSING));
      expect(foreign[0]).toMatchObject({ t: "nack", code: "not_found", retry: false });
    });
  }

  await t.step("a poll that names it is told that it is gone, and nothing of it", async () => {
    const rooms = [segredo.id, direct.id, MISSING].map((id) => `${id}:0`).join();
    const answer = await bruno.ask(`/api/v1/events?rooms=${rooms}&wait=0`);
    const frames: ServerFrame[] = JSON.parse(answer.text).frames;
    const gone = frames.flatMap((one) => one.t === "gone" ? [one.room] : []);
    expect(gone.toSorted((a, b) => a - b)).toEqual([segredo.id, direct.id, MISSING]);
    expect(answer.text).not.toContain("Segredo");
    expect(answer.text).not.toContain("ninguém sabe");
    expect((await clara.ask(`/api/v1/events?rooms=${segredo.id}:0&wait=0`)).text)
      .toContain("ninguém sabe");
  });

  await t.step(
    "a hello that names it is told that it is gone, like one that never was",
    async () => {
      const cursors = { [segredo.id]: 0, [direct.id]: 0, [MISSING]: 0 };
      await using line = await bruno.connect({ rooms: cursors });
      await line.settle();
      const gone = line.frames.flatMap((one) => one.t === "gone" ? [one.room] : []);
      expect(gone.toSorted((a, b) => a - b)).toEqual([segredo.id, direct.id, MISSING]);
      const welcome = await line.waitFor("welcome");
      expect(welcome.rooms.map(({ id }) => id)).not.toContain(segredo.id);
    },
  );

  await t.step("Bruno hears nothing of what is said there", async () => {
    await using line = await bruno.connect({ rooms: { [segredo.id]: 0 } });
    await ana.post(segredo.id, "continua segredo");
    const geral = await bruno.room();
    await ana.post(geral.id, "à vista de todos");
    await line.hear("à vista de todos");
    await line.settle();
    expect(JSON.stringify(line.frames)).not.toContain("segredo");
  });

  await t.step("an answer cannot reach into another room", async () => {
    const geral = await bruno.room();
    await using line = await ana.connect();
    line.say({ t: "send", id: newId(), room: geral.id, body: "x", replyTo: 999 });
    await line.waitFor("nack", ({ retry }) => !retry);
  });

  await t.step("who leaves hears no more, and reads no more", async () => {
    await using line = await clara.connect();
    const left = await clara.ask(`/api/v1/rooms/${segredo.id}/members/me`, { method: "DELETE" });
    expect(left.status).toBe(204);
    await line.waitFor("gone", ({ room }) => room === segredo.id, { within: 3_000 });
    await ana.post(segredo.id, "depois de Clara");
    await line.settle();
    expect(line.heard).not.toContain("depois de Clara");
    expect((await clara.ask(`/api/v1/rooms/${segredo.id}/messages`)).status).toBe(404);
  });

  await t.step("a private room's slug tells nothing and collides with nothing", async () => {
    const same = await bruno.ask("/api/v1/rooms", {
      method: "POST",
      body: { name: "Segredo", kind: "private" },
    });
    expect(same.status).toBe(201);
    expect(segredo.slug).not.toContain("segredo");
    expect(read(same).room.slug).not.toContain("segredo");
  });
});

function comparable({ status, text, headers }: Answer): unknown {
  const told = [...headers].filter(([name]) => name !== "date");
  return { status, text, headers: told.toSorted() };
}

/** A frame without what repeats the question. */
function blindTo(frame: ServerFrame): unknown {
  return { ...frame, room: 0, id: "" };
}
