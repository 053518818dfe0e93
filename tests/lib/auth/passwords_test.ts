import { expect } from "expect";
import { Conflict, Forbidden, Invalid, RateLimited, Unauthenticated } from "@/lib/chat/errors.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Jar, openHouse, withPassword } from "./house.ts";

const PASSWORD = "três pratos";
const MINUTE = 60_000;

Deno.test("a first password leaves the other sessions, and this one goes on under another token", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const before = ana.caller;
  const session = await ana.session(house.sessions);
  ana.keep(await house.passwords.set(session, { password: PASSWORD }, ana.caller));
  expect(await house.sessions.find(before)).toBeUndefined();
  const now = await ana.session(house.sessions);
  expect(now).toMatchObject({ hasPassword: true, user: { name: "Ana" } });
  house.passwords.requireConfirmed(now);
  const stored = await house.store.people.passwordHash(now.user.id);
  expect(stored).toMatch(/^scrypt\$/);
  expect(stored).not.toContain(PASSWORD);
});

Deno.test("another password takes the present one, and ends all other sessions", async () => {
  await using house = await openHouse();
  const { passwords, sessions, door } = house;
  const laptop = await withPassword(house, { name: "Ana", password: PASSWORD });
  const phone = new Jar();
  await phone.signIn(door, { name: "Ana", password: PASSWORD });
  const session = await laptop.session(sessions);
  const change = (current?: string) =>
    passwords.set(session, { password: "quatro pratos", current }, laptop.caller);
  await expect(change()).rejects.toThrow(Invalid);
  await expect(change("dois pratos")).rejects.toThrow(Unauthenticated);
  expect(await sessions.find(phone.caller)).toBeDefined();
  laptop.keep(await change(PASSWORD));
  expect(await sessions.find(phone.caller)).toBeUndefined();
  expect(await sessions.find(laptop.caller)).toBeDefined();
  await expect(phone.signIn(door, { name: "Ana", password: PASSWORD })).rejects.toThrow();
  await phone.signIn(door, { name: "Ana", password: "quatro pratos" });
});

Deno.test("a password given counts for half an hour, on its own session alone", async () => {
  const clock = new FakeClock(Date.now());
  await using house = await openHouse({ clock });
  const { passwords, sessions } = house;
  const ana = await withPassword(house, { name: "Ana", password: PASSWORD });
  clock.pass(31 * MINUTE);
  const stale = await ana.session(sessions);
  expect(() => passwords.requireConfirmed(stale)).toThrow(Forbidden);
  const { token } = ana;
  const wrong = passwords.confirm(stale, "dois pratos", ana.caller);
  await expect(wrong).rejects.toThrow(Unauthenticated);
  expect(ana.token).toBe(token);
  ana.keep(await passwords.confirm(stale, PASSWORD, ana.caller));
  expect(ana.token).not.toBe(token);
});

Deno.test("who has no password cannot have given it", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const session = await ana.session(house.sessions);
  try {
    house.passwords.requireConfirmed(session);
    throw new Error("It let Ana pass");
  } catch (error) {
    expect(error).toMatchObject({ code: "forbidden", field: "password" });
  }
  const attempt = house.passwords.confirm(session, PASSWORD, ana.caller);
  await expect(attempt).rejects.toThrow(Unauthenticated);
});

Deno.test("guesses at the confirmation count with those at the door, and end no session", async () => {
  await using house = await openHouse();
  const { passwords, sessions, door } = house;
  const ana = await withPassword(house, { name: "Ana", password: PASSWORD });
  const session = await ana.session(sessions);
  for (let n = 0; n < 5; n++) {
    const guess = passwords.confirm(session, `${n} pratos a mais`, ana.caller);
    await expect(guess).rejects.toThrow(Unauthenticated);
    const knock = new Jar().signIn(door, { name: "Ana", password: `${n} pratos a menos` });
    await expect(knock).rejects.toThrow(Unauthenticated);
  }
  await expect(passwords.confirm(session, PASSWORD, ana.caller)).rejects.toThrow(RateLimited);
  const right = new Jar().signIn(door, { name: "ana", password: PASSWORD });
  await expect(right).rejects.toThrow(RateLimited);
  expect(await sessions.find(ana.caller)).toBeDefined();
});

Deno.test("a deleted account takes its password, and leaves nothing that opens", async () => {
  const clock = new FakeClock(Date.now());
  await using house = await openHouse({ clock });
  const { passwords, sessions, door } = house;
  const ana = await withPassword(house, { name: "Ana", password: PASSWORD });
  clock.pass(31 * MINUTE);
  const session = await ana.session(sessions);
  await expect(passwords.eraseAccount(session, undefined, ana.caller)).rejects.toThrow(Forbidden);
  const wrong = passwords.eraseAccount(session, "dois pratos", ana.caller);
  await expect(wrong).rejects.toThrow(Unauthenticated);
  const { setCookie } = await passwords.eraseAccount(session, PASSWORD, ana.caller);
  expect(setCookie).toContain("Max-Age=0");
  expect(await sessions.find(ana.caller)).toBeUndefined();
  const back = new Jar().signIn(door, { name: "Ana", password: PASSWORD });
  await expect(back).rejects.toThrow(Unauthenticated);
  await expect(new Jar().signIn(door, { name: "Ana" })).rejects.toThrow(Conflict);
});

Deno.test("who has no password deletes their account without one, but a host not at all", async () => {
  await using house = await openHouse();
  const [ana, bruno] = [
    new Jar(),
    await withPassword(house, { name: "Bruno", password: PASSWORD }),
  ];
  await ana.signIn(house.door, { name: "Ana" });
  await house.passwords.eraseAccount(await ana.session(house.sessions), undefined, ana.caller);
  expect(await house.sessions.find(ana.caller)).toBeUndefined();
  const { user: { id } } = await bruno.session(house.sessions);
  await house.store.moderation.setRole(id, "host", { actor: id, action: "role" });
  house.sessions.changed(id);
  const session = await bruno.session(house.sessions);
  const attempt = house.passwords.eraseAccount(session, PASSWORD, bruno.caller);
  await expect(attempt).rejects.toThrow(Conflict);
});
