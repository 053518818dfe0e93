import { expect } from "expect";
import { Conflict, Invalid, RateLimited } from "@/lib/chat/errors.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { type Caller, Sessions, type SessionsParts } from "@/lib/auth/sessions.ts";
import type { Store } from "@/lib/chat/store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

function sessionsOn(store: Store, parts: Partial<SessionsParts> = {}): Sessions {
  const { people } = store;
  return new Sessions({
    people,
    clock: systemClock,
    cookieName: "conexao",
    rateLimits: true,
    ...parts,
  });
}

function caller(headers: Record<string, string> = {}, secure = false): Caller {
  const url = new URL("http://sala.lan:8550/r/geral");
  return { headers: new Headers(headers), secure, url, address: "192.168.0.9" };
}

async function signIn(sessions: Sessions, name: string): Promise<{ token: string; asAna: Caller }> {
  const { setCookie } = await sessions.signIn({ name }, { ...caller(), current: undefined });
  const token = /^conexao=([^;]+)/.exec(setCookie!)![1]!;
  return { token, asAna: caller({ cookie: `conexao=${token}` }) };
}

Deno.test("Ana comes in with a word, and is known by her cookie or her token", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store);
  const { token, asAna } = await signIn(sessions, "Ana");
  expect((await sessions.find(asAna))?.user.name).toBe("Ana");
  const asBot = caller({ authorization: `Bearer ${token}` });
  expect((await sessions.find(asBot))?.user.name).toBe("Ana");
  expect(await sessions.find(caller())).toBeUndefined();
});

Deno.test("a name that is Ana's is nobody else's, nor is one that looks like it", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store);
  await signIn(sessions, "Ana");
  for (const name of ["Ana", "ANA", " ana ", "Aná", "Ａna", "ᴀɴᴀ"]) {
    const attempt = sessions.signIn({ name }, { ...caller(), current: undefined });
    await expect(attempt).rejects.toThrow(Conflict);
  }
});

Deno.test("who is signed in stays so under the same name, and takes no second one", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store);
  const { asAna } = await signIn(sessions, "Ana");
  const current = await sessions.find(asAna);
  const again = await sessions.signIn({ name: "ana" }, { ...asAna, current });
  expect(again).toMatchObject({ user: { name: "Ana" }, setCookie: undefined });
  await expect(sessions.signIn({ name: "Bruno" }, { ...asAna, current })).rejects.toThrow(Conflict);
});

Deno.test("a name that cannot be one makes nobody", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store);
  const attempt = sessions.signIn({ name: "\u202eanA" }, { ...caller(), current: undefined });
  await expect(attempt).rejects.toThrow(Invalid);
});

Deno.test("nobody comes in as the host, as everybody or as a number", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store);
  for (const name of ["Host", "h0st", "@todos", "Deleted person", "42"]) {
    const attempt = sessions.signIn({ name }, { ...caller(), current: undefined });
    await expect(attempt).rejects.toThrow(Invalid);
  }
});

Deno.test("a cookie is dead once its owner has signed out, at every door at once", async () => {
  await using world = await openSqliteStore();
  const [here, there] = [sessionsOn(world.store), sessionsOn(world.store)];
  const { asAna } = await signIn(here, "Ana");
  const { key } = (await there.find(asAna))!;
  expect((await here.signOut(asAna)).setCookie).toContain("Max-Age=0");
  expect(await here.find(asAna)).toBeUndefined();
  expect(await there.recheck(key)).toBeUndefined();
});

Deno.test("on another instance a dead session is believed for a second at the most", async () => {
  await using world = await openSqliteStore();
  const clock = new FakeClock(Date.now());
  const [here, there] = [sessionsOn(world.store), sessionsOn(world.store, { clock })];
  const { asAna } = await signIn(here, "Ana");
  expect(await there.find(asAna)).toBeDefined();
  await here.signOut(asAna);
  clock.pass(1_000);
  expect(await there.find(asAna)).toBeUndefined();
});

Deno.test("a session well used gets a new term, once a day", async () => {
  await using world = await openSqliteStore();
  const clock = new FakeClock(Date.now());
  const sessions = sessionsOn(world.store, { clock });
  const { asAna } = await signIn(sessions, "Ana");
  expect(await sessions.refresh(asAna, await sessions.find(asAna))).toEqual([]);
  clock.pass(25 * 3_600_000);
  const session = await sessions.find(asAna);
  expect(await sessions.refresh(asAna, session)).toEqual([
    expect.stringMatching(/^conexao=.+Max-Age=2592000$/),
  ]);
});

Deno.test("a cookie that opens nothing is taken back, also two that differ", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store);
  const { token } = await signIn(sessions, "Ana");
  for (const cookie of ["conexao=x", `conexao=${token}; conexao=${"a".repeat(43)}`]) {
    const tossed = caller({ cookie });
    expect(await sessions.find(tossed)).toBeUndefined();
    const cleared = await sessions.refresh(tossed, undefined);
    for (const path of ["/", "/r", "/r/", "/r/geral", "/r/geral/"]) {
      expect(cleared).toContain(`conexao=; Path=${path}; Max-Age=0`);
      expect(cleared).toContain(`conexao=; Path=${path}; Max-Age=0; Domain=sala.lan`);
    }
  }
});

Deno.test("a class of 300 comes in at once, an endless script does not", async () => {
  await using world = await openSqliteStore();
  const sessions = sessionsOn(world.store, { clock: new FakeClock() });
  for (let n = 0; n < 300; n++) await signIn(sessions, `Aluno ${n}`);
  await expect(signIn(sessions, "Aluno 301")).rejects.toThrow(RateLimited);
});
