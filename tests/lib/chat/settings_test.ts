import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { Conflict, Forbidden, Invalid } from "@/lib/chat/errors.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import { parsePersonName } from "@/lib/chat/name.ts";
import { Settings } from "@/lib/chat/settings.ts";
import type { ServerSettings, Store } from "@/lib/chat/store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

const GIB = 2 ** 30;

function settingsOn(
  { server, moderation }: Store,
  { clock = systemClock, fixed = {} }: {
    clock?: FakeClock | typeof systemClock;
    fixed?: Partial<ServerSettings>;
  } = {},
): Settings {
  return new Settings({ server, moderation, clock, fixed });
}

async function somebody(store: Store, name: string, role: Role): Promise<User> {
  const session = {
    tokenHash: crypto.getRandomValues(new Uint8Array(32)),
    ttlSeconds: 3_600,
    device: "",
    address: "192.168.0.9",
  };
  return await store.people.signUp(parsePersonName(name), session, { join: "geral", role });
}

Deno.test("a new server's door is open", async () => {
  await using world = await openSqliteStore();
  expect(await settingsOn(world.store).now()).toEqual({
    ...{ joinCode: undefined, knock: false, joinShowsPeople: false },
    ...{ newcomers: "member", guestsDirect: true },
    ...{ fileSize: 2 * GIB, filesPerPerson: 10 * GIB, filesTotal: 0, diskFree: GIB },
  });
});

Deno.test("the host changes what they want, and the log says what, but no code", async () => {
  await using world = await openSqliteStore();
  const settings = settingsOn(world.store);
  const ana = await somebody(world.store, "Ana", "host");
  const set = await settings.set(ana, { joinCode: "sala sete", knock: true, newcomers: "guest" });
  expect(set).toMatchObject({ joinCode: "sala sete", knock: true, newcomers: "guest" });
  const [line] = await world.store.moderation.audit({ limit: 1 });
  expect(line).toMatchObject({ action: "server", actor: { name: "Ana" } });
  expect(line!.detail!.split(", ").sort()).toEqual(["joinCode=on", "knock=on", "newcomers=guest"]);
});

Deno.test("a code is made up, replaced and taken away", async () => {
  await using world = await openSqliteStore();
  const settings = settingsOn(world.store);
  const ana = await somebody(world.store, "Ana", "host");
  const { joinCode: first } = await settings.set(ana, { joinCode: "new" });
  const { joinCode: second } = await settings.set(ana, { joinCode: "new" });
  expect(first).toMatch(/^\w{4}-\w{4}$/);
  expect(second).not.toBe(first);
  await expect(settings.set(ana, { joinCode: "abc" })).rejects.toThrow(Invalid);
  expect((await settings.now()).joinCode).toBe(second);
  expect((await settings.set(ana, { joinCode: null })).joinCode).toBeUndefined();
  expect((await settingsOn(world.store).now()).joinCode).toBeUndefined();
});

Deno.test("limits of files are the host's, in bytes, and the log says them as people do", async () => {
  await using world = await openSqliteStore();
  const settings = settingsOn(world.store);
  const ana = await somebody(world.store, "Ana", "host");
  const limits = { fileSize: 500 * 2 ** 20, filesPerPerson: 0, filesTotal: 3 * GIB, diskFree: 0 };
  expect(await settings.set(ana, limits)).toMatchObject(limits);
  const [line] = await world.store.moderation.audit({ limit: 1 });
  expect(line!.detail!.split(", ").sort()).toEqual([
    "diskFree=0 B",
    "filesPerPerson=0 B",
    "filesTotal=3 GB",
    "fileSize=500 MB",
  ].sort());
});

Deno.test("what is no limit is refused by its field, and nothing beside it is set", async () => {
  await using world = await openSqliteStore();
  const settings = settingsOn(world.store);
  const ana = await somebody(world.store, "Ana", "host");
  const wrong = { fileSize: [0, -1, 1.5, NaN], filesPerPerson: [-1], filesTotal: [2 ** 51] };
  for (const [field, values] of Object.entries({ ...wrong, diskFree: [Infinity] })) {
    for (const value of values) {
      const set = settings.set(ana, { [field]: value, knock: true });
      await expect(set).rejects.toThrow(Invalid);
      await expect(set).rejects.toMatchObject({ field });
    }
  }
  expect(await settings.now()).toMatchObject({ knock: false, fileSize: 2 * GIB });
});

Deno.test("nobody below a host changes anything", async () => {
  await using world = await openSqliteStore();
  const settings = settingsOn(world.store);
  for (const [name, role] of [["Bruno", "moderator"], ["Clara", "member"], ["Davi", "guest"]]) {
    const actor = await somebody(world.store, name!, role as Role);
    await expect(settings.set(actor, { knock: true })).rejects.toThrow(Forbidden);
  }
  expect((await settings.now()).knock).toBe(false);
});

Deno.test("what the environment fixes is so, and cannot be changed beside something else", async () => {
  await using world = await openSqliteStore();
  const settings = settingsOn(world.store, { fixed: { joinCode: "sala sete", knock: false } });
  const ana = await somebody(world.store, "Ana", "host");
  expect(settings.fixed).toEqual(["joinCode", "knock"]);
  expect((await settings.now()).joinCode).toBe("sala sete");
  const both = settings.set(ana, { joinShowsPeople: true, joinCode: null });
  await expect(both).rejects.toThrow(Conflict);
  expect(await settings.now()).toMatchObject({ joinShowsPeople: false, joinCode: "sala sete" });
  await settings.set(ana, { joinShowsPeople: true });
  expect((await settings.now()).joinShowsPeople).toBe(true);
});

Deno.test("what one environment fixes is so on instances that know nothing of it", async () => {
  await using world = await openSqliteStore();
  await settingsOn(world.store, { fixed: { joinCode: "sala sete", knock: true } }).publish();
  const there = settingsOn(world.store);
  expect(await there.now()).toMatchObject({ joinCode: "sala sete", knock: true });
});

Deno.test("another instance knows within a second", async () => {
  await using world = await openSqliteStore();
  const clock = new FakeClock();
  const there = settingsOn(world.store, { clock });
  const ana = await somebody(world.store, "Ana", "host");
  expect((await there.now()).knock).toBe(false);
  await settingsOn(world.store).set(ana, { knock: true });
  clock.pass(1_000);
  expect((await there.now()).knock).toBe(true);
});
