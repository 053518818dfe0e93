import { expect } from "expect";
import {
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  RateLimited,
  Unauthenticated,
} from "@/lib/chat/errors.ts";
import { foldName } from "@/lib/chat/name.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type House, Jar, openHouse, withPassword } from "./house.ts";

const PASSWORD = "três pratos";

/** Whoever sees to the server here. */
async function moderatorOf({ store, door, sessions }: House) {
  const jar = new Jar();
  const entry = await jar.signIn(door, { name: "Clara" });
  if (entry.kind !== "in") throw new Error("Clara waits");
  const { id } = entry.user;
  await store.moderation.setRole(id, "moderator", { actor: id, action: "role" });
  sessions.changed(id);
  return { ...entry.user, role: "moderator" as const };
}

Deno.test("Ana comes in with a word, and her device is known from then on", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  const entry = await ana.signIn(house.door, { name: "Ana" });
  expect(entry).toMatchObject({ kind: "in", isNew: true, user: { name: "Ana", role: "member" } });
  expect(entry.setCookies[1]).toMatch(
    /^conexao_device=[\w-]{43}; HttpOnly; SameSite=Lax; Path=\/; Max-Age=34560000$/,
  );
  await house.sessions.signOut(ana.caller);
  ana.cookies.delete("conexao");
  const again = await ana.signIn(house.door, { name: "Ana de novo" });
  expect(again.setCookies).toHaveLength(1);
});

Deno.test("on HTTPS the device's cookie is the host's alone, too", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  ana.secure = true;
  const { setCookies } = await ana.signIn(house.door, { name: "Ana" });
  expect(setCookies[1]).toMatch(/^__Host-conexao_device=.*; Secure/);
});

Deno.test("a device with two cookies that differ is a new one", async () => {
  await using house = await openHouse();
  const tossed = new Jar().caller;
  tossed.headers.set(
    "cookie",
    `conexao_device=${"a".repeat(43)}; conexao_device=${"b".repeat(43)}`,
  );
  const entry = await house.door.signIn({ name: "Ana" }, { ...tossed, current: undefined });
  expect(entry.setCookies[1]).toMatch(/^conexao_device=(?!a{43}|b{43})[\w-]{43};/);
});

Deno.test("a name that is Ana's is nobody else's, nor is one that looks like it", async () => {
  await using house = await openHouse();
  await new Jar().signIn(house.door, { name: "Ana" });
  for (const name of ["Ana", "ANA", " ana ", "Aná", "Αna".normalize()]) {
    const attempt = new Jar().signIn(house.door, { name });
    await expect(attempt).rejects.toThrow(name.startsWith("Α") ? Invalid : Conflict);
  }
});

Deno.test("who is signed in stays so under the same name, and takes no second one", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const current = await ana.session(house.sessions);
  const stay = await house.door.signIn({ name: "ana" }, { ...ana.caller, current });
  expect(stay).toMatchObject({ kind: "in", isNew: false, user: { name: "Ana" }, setCookies: [] });
  const other = house.door.signIn({ name: "Bruno" }, { ...ana.caller, current });
  await expect(other).rejects.toThrow(Conflict);
});

Deno.test("a name that cannot be one makes nobody", async () => {
  await using house = await openHouse();
  for (const name of ["\u202eanA", "", "Sistema"]) {
    await expect(new Jar().signIn(house.door, { name })).rejects.toThrow(Invalid);
  }
  expect(await house.store.server.population()).toBe(0);
});

Deno.test("a class of 300 comes in at once, an endless script does not", async () => {
  await using house = await openHouse({ clock: new FakeClock(Date.now()) });
  for (let n = 0; n < 300; n++) await new Jar().signIn(house.door, { name: `Aluno ${n}` });
  await expect(new Jar().signIn(house.door, { name: "Aluno 301" })).rejects.toThrow(RateLimited);
});

Deno.test("one browser makes five people in a minute, and another is not held up by that", async () => {
  await using house = await openHouse({ clock: new FakeClock(Date.now()) });
  const ana = new Jar();
  for (let n = 0; n < 6; n++) {
    await ana.signIn(house.door, { name: `Ana ${n}` });
    ana.cookies.delete("conexao");
  }
  await expect(ana.signIn(house.door, { name: "Ana 6" })).rejects.toThrow(RateLimited);
  await new Jar().signIn(house.door, { name: "Bruno" });
});

Deno.test("Ana comes back from anywhere with her password, and in by no other", async () => {
  await using house = await openHouse();
  await withPassword(house, { name: "Ana", password: PASSWORD });
  const phone = new Jar();
  const wrong = phone.signIn(house.door, { name: "Ana", password: "dois pratos" });
  await expect(wrong).rejects.toThrow(Unauthenticated);
  const entry = await phone.signIn(house.door, { name: "ana", password: PASSWORD });
  expect(entry).toMatchObject({ kind: "in", isNew: true, user: { name: "Ana" } });
  const session = await phone.session(house.sessions);
  expect(house.passwords.confirmedUntil(session)).toBeGreaterThan(Date.now());
});

Deno.test("no name, no password, a wrong one, a wrong code and a ban answer alike", async () => {
  await using house = await openHouse({ fixed: { joinCode: "K7QF-3M9T" } });
  const code = "K7QF-3M9T";
  for (const name of ["Ana", "Bruno", "Clara"]) {
    const jar = new Jar();
    await jar.signIn(house.door, { name, code });
    if (name === "Bruno") continue;
    const set = house.passwords.set(
      await jar.session(house.sessions),
      { password: PASSWORD },
      jar.caller,
    );
    jar.keep(await set);
  }
  const { user } = (await house.store.people.credentials(foldName("Clara")))!;
  const note = { actor: user.id, action: "ban", target: user.id } as const;
  await house.store.moderation.ban(user.id, { seconds: 3_600, address: false }, note);
  const attempts = [
    { name: "Ninguém", password: PASSWORD },
    { name: "Bruno", password: PASSWORD },
    { name: "Ana", password: "dois pratos" },
    { name: "Clara", password: PASSWORD },
    { name: "Davi", code: "K7QF-3M9X" },
    { name: "Davi" },
  ];
  const errors = await Promise.all(
    attempts.map((input) =>
      new Jar().signIn(house.door, input).then(() => undefined, (error) => error)
    ),
  );
  for (const error of errors) {
    expect(error).toBeInstanceOf(Unauthenticated);
    expect(error).toMatchObject({ message: errors[0].message, field: undefined });
  }
  await new Jar().signIn(house.door, { name: "Ana", password: PASSWORD });
});

Deno.test("the code is taken as it is typed from paper", async () => {
  await using house = await openHouse({ fixed: { joinCode: "K1QF-3M0T" } });
  for (const [n, code] of ["k1qf3m0t", " KIQF 3MOT ", "k1qf–3m0t"].entries()) {
    await new Jar().signIn(house.door, { name: `Aluno ${n}`, code });
  }
});

Deno.test("forty come in with the code at once beside forty who guess, from one address", async () => {
  await using house = await openHouse({ fixed: { joinCode: "K7QF-3M9T" } });
  const began = performance.now();
  const entries = await Promise.allSettled(
    Array.from({ length: 80 }, (_, n) =>
      new Jar().signIn(house.door, {
        name: `Aluno ${n}`,
        code: n % 2 === 0 ? "K7QF-3M9T" : `K7QF-${1_000 + n}`,
      })),
  );
  expect(entries.map(({ status }) => status)).toEqual(
    entries.map((_, n) => n % 2 === 0 ? "fulfilled" : "rejected"),
  );
  expect(performance.now() - began).toBeLessThan(3_000);
});

Deno.test("a banned device comes in under no new name, another one does", async () => {
  await using house = await openHouse();
  const bruno = new Jar();
  const entry = await bruno.signIn(house.door, { name: "Bruno" });
  if (entry.kind !== "in") throw new Error("Bruno waits");
  const { id } = entry.user;
  const note = { actor: id, action: "ban", target: id } as const;
  await house.store.moderation.ban(id, { seconds: 3_600, address: false }, note);
  house.sessions.changed(id);
  expect(await house.sessions.find(bruno.caller)).toBeUndefined();
  bruno.cookies.delete("conexao");
  await expect(bruno.signIn(house.door, { name: "Outro" })).rejects.toThrow(Forbidden);
  await new Jar().signIn(house.door, { name: "Davi" });
});

Deno.test("who knocks waits, and is in under the same cookie once a moderator opens", async () => {
  await using house = await openHouse();
  const clara = await moderatorOf(house);
  await house.store.server.set({ knock: true });
  const inside = house.another();
  const davi = new Jar();
  const entry = await davi.signIn(inside.door, { name: "Davi" });
  expect(entry).toMatchObject({ kind: "waiting", name: "Davi" });
  expect(await inside.sessions.find(davi.caller)).toBeUndefined();
  expect(await inside.sessions.refresh(davi.caller, undefined)).toEqual([]);
  expect(await inside.door.knockOf(davi.caller)).toEqual({ name: "Davi", state: "waiting" });
  const again = await davi.signIn(inside.door, { name: "davi" });
  expect(again).toEqual({ kind: "waiting", name: "Davi", setCookies: [] });
  const [knock] = await inside.door.knocks(clara);
  expect(knock).toMatchObject({ name: "Davi", device: "Firefox", address: "192.168.0.9" });
  await inside.door.letIn(clara, knock!.id);
  expect(await inside.sessions.find(davi.caller)).toMatchObject({ user: { name: "Davi" } });
  expect(await inside.door.knockOf(davi.caller)).toBeUndefined();
  await expect(inside.door.letIn(clara, knock!.id)).rejects.toThrow(NotFound);
  const [line] = await house.store.moderation.audit({ limit: 1 });
  expect(line).toMatchObject({
    action: "let_in",
    actor: { id: clara.id },
    target: { name: "Davi" },
  });
});

Deno.test("whoever is let in elsewhere keeps their cookie, though it is not known here yet", async () => {
  await using house = await openHouse({ clock: new FakeClock(Date.now()) });
  const clara = await moderatorOf(house);
  await house.store.server.set({ knock: true });
  const here = house.another();
  const davi = new Jar();
  await davi.signIn(here.door, { name: "Davi" });
  expect(await here.sessions.find(davi.caller)).toBeUndefined();
  const [knock] = await house.door.knocks(clara);
  await house.door.letIn(clara, knock!.id);
  const known = await here.sessions.find(davi.caller);
  expect(known).toBeUndefined();
  expect(await here.sessions.refresh(davi.caller, known)).toEqual([]);
  expect(await here.sessions.find(davi.caller)).toMatchObject({ user: { name: "Davi" } });
});

Deno.test("who is turned away is told so, and stays outside", async () => {
  await using house = await openHouse();
  const clara = await moderatorOf(house);
  await house.store.server.set({ knock: true });
  const { door, sessions } = house.another();
  const davi = new Jar();
  await davi.signIn(door, { name: "Davi" });
  const [knock] = await door.knocks(clara);
  await door.turnAway(clara, knock!.id);
  expect(await door.knockOf(davi.caller)).toEqual({ name: "Davi", state: "refused" });
  expect(await sessions.find(davi.caller)).toBeUndefined();
  expect(await door.knocks(clara)).toEqual([]);
  await expect(door.turnAway(clara, knock!.id)).rejects.toThrow(NotFound);
  const [line] = await house.store.moderation.audit({ limit: 1 });
  expect(line).toMatchObject({ action: "turn_away", actor: { id: clara.id }, detail: "Davi" });
});

Deno.test("a member neither sees those who knock nor opens to them", async () => {
  await using house = await openHouse();
  const clara = await moderatorOf(house);
  const entry = await new Jar().signIn(house.door, { name: "Ana" });
  if (entry.kind !== "in") throw new Error("Ana waits");
  await house.store.server.set({ knock: true });
  const { door } = house.another();
  await new Jar().signIn(door, { name: "Davi" });
  const [knock] = await door.knocks(clara);
  const { user } = entry;
  await expect(door.knocks(user)).rejects.toThrow(Forbidden);
  await expect(door.letIn(user, knock!.id)).rejects.toThrow(Forbidden);
  await expect(door.turnAway(user, knock!.id)).rejects.toThrow(Forbidden);
});

Deno.test("the door says how many are here, and who only where the host shows it", async () => {
  const present: number[] = [];
  await using house = await openHouse({ present: () => present });
  const entry = await new Jar().signIn(house.door, { name: "Ana" });
  if (entry.kind !== "in") throw new Error("Ana waits");
  present.push(entry.user.id);
  expect(await house.door.look()).toEqual({ code: false, knock: false, online: 1 });
  const shown = house.another({ fixed: { joinShowsPeople: true, joinCode: "K7QF-3M9T" } });
  expect(await shown.door.look()).toEqual({
    ...{ code: true, knock: false, online: 1 },
    people: [entry.user],
  });
});
