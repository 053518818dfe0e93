import { expect } from "expect";
import {
  DoorView,
  KnockList,
  LinkView,
  Me,
  MyPreferences,
  ServerView,
  SessionList,
  SessionView,
} from "@/lib/chat/requests_auth.ts";
import { type Answer, type Asking, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { openStage } from "../attack/roles/cast.ts";

const PASSWORD = "três pratos";
// One pixel, as small as PNG gets.
const PIXEL = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);

function json(answer: Answer): unknown {
  return JSON.parse(answer.text);
}

function sending(method: string, body?: unknown): Asking {
  return { method, ...(body === undefined ? {} : { body }) };
}

async function putPicture(person: Person, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  return await fetch(`${person.url}/api/v1/me/picture`, {
    method: "PUT",
    body: bytes,
    headers: { cookie: person.cookie!, "content-type": "text/html" },
  });
}

Deno.test("Ana sees her session, gives a password, and confirms it", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const before = SessionView.parse(json(await ana.ask("/api/v1/session")));
  expect(before).toEqual({ session: { hasPassword: false, newDevices: 0 } });
  const short = await ana.ask("/api/v1/me/password", sending("PUT", { password: "curta" }));
  expect([short.status, read(short).error.field]).toEqual([422, "password"]);
  const set = await ana.ask("/api/v1/me/password", sending("PUT", { password: PASSWORD }));
  expect([set.status, set.headers.getSetCookie().length]).toEqual([204, 1]);
  const { session } = SessionView.parse(json(await ana.ask("/api/v1/session")));
  expect(Date.parse(session.confirmedUntil!)).toBeGreaterThan(Date.now() + 29 * 60_000);
  const wrong = await ana.ask("/api/v1/me/confirm", sending("POST", { password: "dois pratos" }));
  expect([wrong.status, read(wrong).error.code]).toEqual([401, "unauthenticated"]);
  const bare = await ana.ask("/api/v1/me/password", sending("PUT", { password: "quatro pratos" }));
  expect([bare.status, read(bare).error.field]).toEqual([422, "current"]);
  const right = await ana.ask("/api/v1/me/confirm", sending("POST", { password: PASSWORD }));
  expect(right.status).toBe(204);
});

Deno.test("Ana changes what others see of her, and what she likes", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  await Person.named("Bruno", site.url);
  const plain = json(await ana.ask("/api/v1/me/preferences"));
  MyPreferences.parse((plain as { preferences: unknown }).preferences);
  const change = { name: "Ana Clara", hue: 7, theme: "dark", readsPrivate: true };
  const changed = Me.parse(json(await ana.ask("/api/v1/me", sending("PATCH", change))));
  expect(changed).toMatchObject({
    user: { name: "Ana Clara", hue: 7 },
    preferences: { hue: 7, theme: "dark", readsPrivate: true },
  });
  const back = Me.parse(
    json(await ana.ask("/api/v1/me", sending("PATCH", { hue: null, theme: null }))),
  );
  expect(back.user.hue).toBeUndefined();
  expect(back.preferences.theme).toBeUndefined();
  const taken = await ana.ask("/api/v1/me", sending("PATCH", { name: "BRUNO" }));
  expect([taken.status, read(taken).error.field]).toEqual([409, "name"]);
  for (const unfit of [{ hue: 24 }, { theme: "pink" }, { locale: "xx" }, { notify: 1 }]) {
    expect((await ana.ask("/api/v1/me", sending("PATCH", unfit))).status).toBe(422);
  }
});

Deno.test("a picture is what its bytes say, and only those who share a room see it", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const put = await putPicture(ana, PIXEL);
  expect(put.status).toBe(200);
  const { user } = await put.json();
  expect(user.picture).toBeGreaterThan(0);
  const path = `/api/v1/people/${user.id}/picture`;
  const seen = await bruno.ask(path);
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "private, no-cache",
  });
  const named = await bruno.ask(`${path}?n=${user.picture}`);
  expect(named.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  const html = new TextEncoder().encode("<html><script>alert(1)</script>");
  expect((await putPicture(ana, html)).status).toBe(422);
  expect((await putPicture(ana, new Uint8Array(65_537))).status).toBe(413);
  expect((await new Person(site.url).ask(path)).status).toBe(401);
  const gone = await ana.ask("/api/v1/me/picture", sending("DELETE"));
  expect(read(gone).user.picture).toBeUndefined();
  expect((await bruno.ask(path)).status).toBe(404);
});

Deno.test("Ana looks through her sessions, and ends them", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  await ana.ask("/api/v1/me/password", sending("PUT", { password: PASSWORD }));
  const others = [new Person(site.url), new Person(site.url), new Person(site.url)];
  for (const other of others) {
    await other.ask("/api/v1/session", sending("POST", { name: "Ana", password: PASSWORD }));
  }
  const { sessions } = SessionList.parse(json(await ana.ask("/api/v1/sessions")));
  expect(sessions.map(({ current }) => current).filter(Boolean)).toHaveLength(1);
  expect(sessions.filter(({ isNew }) => isNew)).toHaveLength(3);
  expect((await ana.ask("/api/v1/sessions/seen", sending("POST"))).status).toBe(204);
  const { session } = SessionView.parse(json(await ana.ask("/api/v1/session")));
  expect(session.newDevices).toBe(0);
  const one = sessions.find(({ current }) => !current)!;
  expect((await ana.ask(`/api/v1/sessions/${one.id}`, sending("DELETE"))).status).toBe(204);
  for (const id of [one.id, "0".repeat(32), "x", "%00"]) {
    expect((await ana.ask(`/api/v1/sessions/${id}`, sending("DELETE"))).status).toBe(404);
  }
  expect((await ana.ask("/api/v1/sessions", sending("DELETE"))).status).toBe(204);
  const left = await Promise.all(others.map((other) => other.ask("/api/v1/me")));
  expect(left.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect((await ana.ask("/api/v1/me")).status).toBe(200);
});

Deno.test("a link for a device is told once, and by whoever may", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const made = await ana.ask("/api/v1/links", sending("POST"));
  expect([made.status, made.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const { url, expiresAt } = LinkView.parse(json(made));
  expect(url.startsWith(`${site.url}/entrar/`)).toBe(true);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(300_000);
  expect((await new Person(site.url).ask("/api/v1/links", sending("POST"))).status).toBe(401);
});

Deno.test("a deleted account is out at once, and its name is held", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const thief = ana.at(site.url);
  expect((await ana.ask("/api/v1/me", sending("DELETE"))).status).toBe(204);
  expect(ana.cookie).toBeUndefined();
  expect((await thief.ask("/api/v1/me")).status).toBe(401);
  const again = await new Person(site.url).ask("/api/v1/session", sending("POST", { name: "ana" }));
  expect([again.status, read(again).error.code]).toEqual([409, "conflict"]);
});

Deno.test("the door tells how many are here, and names only where it is switched on", async () => {
  await using site = await AloneSite.open({ JOIN_SHOWS_PEOPLE: "on", JOIN_CODE: "sala sete" });
  const stranger = new Person(site.url);
  const look = async () => DoorView.parse(json(await stranger.ask("/api/v1/door"))).door;
  expect(await look()).toEqual({ code: true, knock: false, online: 0, people: [] });
  const ana = new Person(site.url);
  const body = { name: "Ana", code: "Sala Sete" };
  expect((await ana.ask("/api/v1/session", sending("POST", body))).status).toBe(201);
  await using _line = await ana.connect();
  expect(await look()).toMatchObject({ online: 1, people: [{ name: "Ana" }] });
  const { headers, text } = await stranger.ask("/api/v1/door");
  expect(`${text}${[...headers]}`).not.toMatch(/sala sete/i);
});

Deno.test("the host sets the door, a moderator opens it to those who knock", async () => {
  await using stage = await openStage();
  const { host, moderator, member } = stage.cast;
  const set = await host.ask("/api/v1/server", sending("PATCH", { joinCode: "new", knock: true }));
  const { server, invite } = ServerView.parse(json(set));
  expect(server).toMatchObject({ knock: true, fileSize: 2 ** 31, fixed: [] });
  expect(invite).toBe(`${stage.site.url}/convite/${server.joinCode}`);
  expect(ServerView.parse(json(await moderator.ask("/api/v1/server"))).server).toEqual(server);
  const davi = new Person(stage.site.url);
  const body = { name: "Davi", code: server.joinCode };
  const knocked = await davi.ask("/api/v1/session", sending("POST", body));
  expect([knocked.status, json(knocked)]).toEqual([202, { knock: { name: "Davi" } }]);
  const { knocks } = KnockList.parse(json(await moderator.ask("/api/v1/knocks")));
  const knock = knocks.find(({ name }) => name === "Davi")!;
  const path = `/api/v1/knocks/${knock.id}`;
  expect((await member.ask(path, sending("POST"))).status).toBe(403);
  expect((await moderator.ask(path, sending("POST"))).status).toBe(204);
  expect(read(await davi.ask("/api/v1/me")).user.name).toBe("Davi");
  expect((await moderator.ask(path, sending("DELETE"))).status).toBe(404);
  const off = await host.ask("/api/v1/server", sending("PATCH", { joinCode: null }));
  expect(ServerView.parse(json(off)).invite).toBeUndefined();
});

Deno.test("limits of files are set in bytes, and the page knows how full the disk is", async () => {
  await using stage = await openStage({ DISK_FREE: "0" });
  const { host } = stage.cast;
  const limits = { fileSize: 1, filesPerPerson: 0, filesTotal: 2 ** 50 };
  const set = await host.ask("/api/v1/server", sending("PATCH", limits));
  expect(ServerView.parse(json(set)).server).toMatchObject({ ...limits, diskFree: 0 });
  for (const [field, status] of [["fileSize", 422], ["diskFree", 409]] as const) {
    const wrong = await host.ask("/api/v1/server", sending("PATCH", { [field]: 0 }));
    expect([wrong.status, read(wrong).error.field]).toEqual([status, field]);
  }
  const { status } = await host.ask("/api/v1/server", sending("PATCH", { fileSize: "2 GB" }));
  expect(status).toBe(422);
  // Under the rights that a serving process is left with.
  expect((await host.ask("/anfitriao")).text).toMatch(/Livres no disco: \d/);
});

Deno.test("what the environment fixes, the host is told, and cannot change", async () => {
  await using stage = await openStage({ KNOCK: "off" });
  const { host } = stage.cast;
  const { server } = ServerView.parse(json(await host.ask("/api/v1/server")));
  expect(server).toMatchObject({ knock: false, fixed: ["knock"] });
  const refused = await host.ask("/api/v1/server", sending("PATCH", { knock: true }));
  expect([refused.status, read(refused).error.field]).toEqual([409, "knock"]);
});
