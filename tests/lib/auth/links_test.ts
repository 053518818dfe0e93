import { expect } from "expect";
import { Conflict, Forbidden, Invalid, NotFound, Unauthenticated } from "@/lib/chat/errors.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type House, Jar, openHouse, withPassword } from "./house.ts";

const PASSWORD = "três pratos";
const ORIGIN = "http://sala.lan:8550";

function tokenOf({ url }: { url: string }): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

async function deviceLink(house: House, jar: Jar): Promise<string> {
  return tokenOf(await house.links.makeDevice(await jar.session(house.sessions), ORIGIN));
}

Deno.test("Ana's phone comes in by a link, once, and her laptop stays", async () => {
  await using house = await openHouse();
  const laptop = new Jar();
  await laptop.signIn(house.door, { name: "Ana" });
  const link = await house.links.makeDevice(await laptop.session(house.sessions), ORIGIN);
  expect(link.url).toMatch(/^http:\/\/sala\.lan:8550\/entrar\/[\w-]{43}$/);
  expect(Math.abs(link.expiresAt - Date.now() - 300_000)).toBeLessThan(5_000);
  const phone = new Jar();
  const use = () => house.links.use(tokenOf(link), phone.caller, { session: undefined });
  const opened = await use();
  phone.keep(opened.setCookies);
  expect(opened).toMatchObject({ kind: "device", user: { name: "Ana" } });
  expect((await phone.session(house.sessions)).user.name).toBe("Ana");
  expect((await laptop.session(house.sessions)).newDevices).toBe(1);
  await expect(use()).rejects.toThrow(NotFound);
});

Deno.test("looking at a link five times uses nothing up", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const token = await deviceLink(house, ana);
  for (let n = 0; n < 5; n++) {
    expect(await house.links.peek(token)).toMatchObject({ kind: "device", user: { name: "Ana" } });
  }
  await house.links.use(token, new Jar().caller, { session: undefined });
  await expect(house.links.peek(token)).rejects.toThrow(NotFound);
});

Deno.test("of fifty who open a link at once, one is in", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const token = await deviceLink(house, ana);
  const ends = await Promise.allSettled(
    Array.from(
      { length: 50 },
      () => house.links.use(token, new Jar().caller, { session: undefined }),
    ),
  );
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await house.sessions.own(await ana.session(house.sessions))).toHaveLength(2);
});

Deno.test("a link replaces the visitor's session, and only when it is used", async () => {
  await using house = await openHouse();
  const [ana, bruno] = [new Jar(), new Jar()];
  await ana.signIn(house.door, { name: "Ana" });
  await bruno.signIn(house.door, { name: "Bruno" });
  const token = await deviceLink(house, ana);
  const before = bruno.caller;
  await house.links.peek(token);
  const session = await bruno.session(house.sessions);
  bruno.keep((await house.links.use(token, before, { session })).setCookies);
  expect(await house.sessions.find(before)).toBeUndefined();
  expect((await bruno.session(house.sessions)).user.name).toBe("Ana");
});

Deno.test("a new link ends the earlier one, and no word opens anything", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const earlier = await deviceLink(house, ana);
  const token = await deviceLink(house, ana);
  await expect(house.links.peek(earlier)).rejects.toThrow(NotFound);
  for (const none of ["", "x", "a".repeat(43), `~${token}`, token.slice(1)]) {
    await expect(house.links.peek(none)).rejects.toThrow(NotFound);
  }
  await house.links.peek(token);
});

Deno.test("with a password, a link for a device takes it to have been given", async () => {
  const clock = new FakeClock(Date.now());
  await using house = await openHouse({ clock });
  const ana = await withPassword(house, { name: "Ana", password: PASSWORD });
  await deviceLink(house, ana);
  clock.pass(31 * 60_000);
  await expect(deviceLink(house, ana)).rejects.toThrow(Forbidden);
});

Deno.test("a link of somebody who was banned meanwhile opens nothing", async () => {
  await using house = await openHouse();
  const bruno = new Jar();
  await bruno.signIn(house.door, { name: "Bruno" });
  const token = await deviceLink(house, bruno);
  const { id } = (await bruno.session(house.sessions)).user;
  const note = { actor: id, action: "ban", target: id } as const;
  await house.store.moderation.ban(id, { seconds: 3_600, address: false }, note);
  const attempt = house.links.use(token, new Jar().caller, { session: undefined });
  await expect(attempt).rejects.toThrow(NotFound);
});

Deno.test("a new person becomes host by the link, with a name and a password", async () => {
  await using house = await openHouse();
  const { url } = await house.links.makeHost(ORIGIN);
  expect(url).toMatch(/^http:\/\/sala\.lan:8550\/anfitriao\/[\w-]{43}$/);
  const token = tokenOf({ url });
  const ana = new Jar();
  const use = (said: { name?: string; password?: string }) =>
    house.links.use(token, ana.caller, { session: undefined, ...said });
  await expect(use({ name: "Ana" })).rejects.toThrow(Invalid);
  await expect(use({ name: "Ana", password: "curta" })).rejects.toThrow(Invalid);
  await expect(use({ password: PASSWORD })).rejects.toThrow(Invalid);
  await new Jar().signIn(house.door, { name: "Bruno" });
  await expect(use({ name: "Bruno", password: PASSWORD })).rejects.toThrow(Conflict);
  ana.keep((await use({ name: "Ana", password: PASSWORD })).setCookies);
  const session = await ana.session(house.sessions);
  expect(session).toMatchObject({ user: { name: "Ana", role: "host" }, hasPassword: true });
  house.passwords.requireConfirmed(session);
  expect(await house.store.server.hasHost()).toBe(true);
  await expect(use({ name: "Davi", password: PASSWORD })).rejects.toThrow(NotFound);
});

Deno.test("who is signed in becomes host under another token, the old one dead at once", async () => {
  await using house = await openHouse();
  const ana = new Jar();
  await ana.signIn(house.door, { name: "Ana" });
  const before = ana.caller;
  const session = await ana.session(house.sessions);
  const token = tokenOf(await house.links.makeHost(ORIGIN));
  const bare = house.links.use(token, before, { session });
  await expect(bare).rejects.toThrow(Invalid);
  const opened = await house.links.use(token, before, { session, password: PASSWORD });
  ana.keep(opened.setCookies);
  expect(opened).toMatchObject({ kind: "host", user: { name: "Ana", role: "host" } });
  expect(await house.sessions.find(before)).toBeUndefined();
  expect((await ana.session(house.sessions)).user.role).toBe("host");
  const [line] = await house.store.moderation.audit({ limit: 1 });
  expect(line).toMatchObject({ action: "role", actor: { name: "Ana" }, detail: "host" });
});

Deno.test("a host's link does not stand in for a password that there is", async () => {
  const clock = new FakeClock(Date.now());
  await using house = await openHouse({ clock });
  const ana = await withPassword(house, { name: "Ana", password: PASSWORD });
  clock.pass(31 * 60_000);
  const session = await ana.session(house.sessions);
  const token = tokenOf(await house.links.makeHost(ORIGIN));
  const use = (password?: string) => house.links.use(token, ana.caller, { session, password });
  await expect(use()).rejects.toThrow(Forbidden);
  await expect(use("dois pratos")).rejects.toThrow(Unauthenticated);
  expect(await use(PASSWORD)).toMatchObject({ user: { role: "host" } });
});

Deno.test("of twenty who open the host's link at once, one is host and nobody else is there", async () => {
  await using house = await openHouse();
  const token = tokenOf(await house.links.makeHost(ORIGIN));
  const ends = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      house.links.use(token, new Jar().caller, {
        session: undefined,
        name: `Ana ${n}`,
        password: PASSWORD,
      })),
  );
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const residents = await house.store.server.residents({ limit: 50 });
  expect(residents.map(({ user }) => user.role)).toEqual(["host"]);
});
