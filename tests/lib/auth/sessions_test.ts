import { expect } from "expect";
import { NotFound } from "@/lib/chat/errors.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Jar, openHouse, withPassword } from "./house.ts";

const HOUR = 3_600_000;

Deno.test("Ana is known by her cookie or her token, and nobody by none", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  expect((await house.sessions.find(ana.caller))?.user.name).toBe("Ana");
  const bot = new Jar().caller;
  bot.headers.set("authorization", `Bearer ${ana.token}`);
  expect((await house.sessions.find(bot))?.user.name).toBe("Ana");
  expect(await house.sessions.find(new Jar().caller)).toBeUndefined();
});

Deno.test("a cookie is dead once its owner has signed out, at every door at once", async () => {
  await using here = await openHouse();
  const there = here.another();
  const ana = new Jar();
  await ana.signIn(here.door, { name: "Ana" });
  const { key } = await ana.session(there.sessions);
  expect((await here.sessions.signOut(ana.caller)).setCookie).toContain("Max-Age=0");
  expect(await here.sessions.find(ana.caller)).toBeUndefined();
  expect(await there.sessions.recheck(key)).toBeUndefined();
});

Deno.test("on another instance a dead session is believed for a second at the most", async () => {
  await using here = await openHouse();
  const clock = new FakeClock(Date.now());
  const there = here.another({ clock });
  const ana = new Jar();
  await ana.signIn(here.door, { name: "Ana" });
  expect(await there.sessions.find(ana.caller)).toBeDefined();
  await here.sessions.signOut(ana.caller);
  clock.pass(1_000);
  expect(await there.sessions.find(ana.caller)).toBeUndefined();
});

Deno.test("a session well used gets a new term, once a day", async () => {
  const clock = new FakeClock(Date.now());
  await using house = await openHouse({ clock });
  const { sessions } = house;
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  expect(await sessions.refresh(ana.caller, await ana.session(sessions))).toEqual([]);
  clock.pass(25 * HOUR);
  expect(await sessions.refresh(ana.caller, await ana.session(sessions))).toEqual([
    expect.stringMatching(/^conexao=.+Max-Age=2592000$/),
  ]);
});

Deno.test("on a shared computer a session ends after twelve hours, however well used", async () => {
  const clock = new FakeClock(Date.now());
  await using house = await openHouse({ clock });
  const { sessions } = house;
  const ana = new Jar();
  const entry = await ana.signIn(house.door, { name: "Ana", shared: true });
  expect(entry.setCookies[0]).not.toContain("Max-Age");
  clock.pass(11 * HOUR);
  expect(await sessions.refresh(ana.caller, await ana.session(sessions))).toEqual([]);
  clock.pass(HOUR + 1_000);
  expect(await sessions.find(ana.caller)).toBeUndefined();
});

Deno.test("a cookie that opens nothing is taken back, also two that differ", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  for (const cookie of ["conexao=x", `conexao=${ana.token}; conexao=${"a".repeat(43)}`]) {
    const tossed = new Jar().caller;
    tossed.headers.set("cookie", cookie);
    expect(await house.sessions.find(tossed)).toBeUndefined();
    const cleared = await house.sessions.refresh(tossed, undefined);
    for (const path of ["/", "/r", "/r/", "/r/geral", "/r/geral/"]) {
      expect(cleared).toContain(`conexao=; Path=${path}; Max-Age=0`);
      expect(cleared).toContain(`conexao=; Path=${path}; Max-Age=0; Domain=sala.lan`);
    }
  }
});

Deno.test("Ana sees her sessions, which one asks, and ends another", async () => {
  await using house = await openHouse();
  const laptop = await withPassword(house, { name: "Ana", password: "três pratos" });
  const phone = new Jar();
  await phone.signIn(house.door, { name: "Ana", password: "três pratos" });
  const { sessions } = house;
  const session = await laptop.session(sessions);
  const listed = await sessions.own(session);
  expect(listed.map(({ current, origin, isNew }) => ({ current, origin, isNew }))).toEqual(
    expect.arrayContaining([
      { current: true, origin: "name", isNew: false },
      { current: false, origin: "password", isNew: true },
    ]),
  );
  expect(session.newDevices).toBe(1);
  await sessions.acknowledge(session);
  expect((await laptop.session(sessions)).newDevices).toBe(0);
  const told: number[] = [];
  sessions.onEnd((user) => told.push(user));
  await sessions.end(session, listed.find(({ current }) => !current)!.id);
  expect(await sessions.find(phone.caller)).toBeUndefined();
  expect(told).toEqual([session.user.id]);
});

Deno.test("nobody ends a session of somebody else, nor learns that it is there", async () => {
  await using house = await openHouse();
  const { sessions } = house;
  const [ana, bruno] = [new Jar(), new Jar()];
  await ana.signIn(house.door, { name: "Ana" });
  await bruno.signIn(house.door, { name: "Bruno" });
  const [theirSession] = await sessions.own(await ana.session(sessions));
  const id = theirSession!.id;
  const asBruno = await bruno.session(sessions);
  const theirs = await sessions.end(asBruno, id).catch((error) => error);
  const none = await sessions.end(asBruno, "0".repeat(32)).catch((error) => error);
  expect(theirs).toBeInstanceOf(NotFound);
  expect(theirs.message).toBe(none.message);
  expect(await sessions.find(ana.caller)).toBeDefined();
});

Deno.test("ending all others leaves the one that asks", async () => {
  await using house = await openHouse();
  const { sessions, door } = house;
  const laptop = await withPassword(house, { name: "Ana", password: "três pratos" });
  const others = [new Jar(), new Jar()];
  for (const jar of others) await jar.signIn(door, { name: "Ana", password: "três pratos" });
  expect(await sessions.endOthers(await laptop.session(sessions))).toBe(2);
  for (const jar of others) expect(await sessions.find(jar.caller)).toBeUndefined();
  expect(await sessions.find(laptop.caller)).toBeDefined();
});
