import { expect } from "expect";
import { silentLog } from "@/lib/chat/log.ts";
import { MIGRATIONS } from "@/lib/store/migrations.ts";
import { type MysqlStoreConfig, openStore } from "@/lib/store/mod.ts";
import { backup } from "../support/backup.ts";
import { eventually } from "../support/eventually.ts";
import type { Instance } from "../support/instance.ts";
import { Person, read } from "../support/person.ts";
import { RoomPage } from "../support/room_page.ts";
import { SharedSite } from "../support/sites.ts";
import { told } from "../support/told.ts";
import { geralOf, say, signUp } from "../lib/store/world.ts";

const NEWER = MIGRATIONS.length + 1;

Deno.test("a backup is restored while two instances and their people are at work", async (t) => {
  await using site = await SharedSite.open();
  const config = site.mysql.config("conexao");
  const [ana, bruno, clara] = await Promise.all([
    Person.named("Ana", site.a.url),
    Person.named("Bruno", site.b.url),
    Person.named("Clara", site.a.url),
  ]);
  using anas = await RoomPage.open(ana);
  using brunos = await RoomPage.open(bruno);
  using claras = await RoomPage.open(clara);
  const pages = [anas, brunos, claras];
  const { room: geral } = anas;
  await talk(pages, "antes", 5);
  await using taken = await backup(config);

  await t.step("named anew and past its old head at once: all have what it has", async () => {
    await talk(pages, "passado", 10);
    claras.feed.stop();
    claras.feed.post("sem conexão");
    await taken.restore({
      renewed: true,
      before: (hidden) => grow(hidden, [ana, bruno], 30),
    });
    anas.feed.post("na hora da troca");
    const wanted = [...numbered("antes", 5), ...numbered("novo", 30)];
    await converge([anas, brunos], wanted);
    claras.feed.start();
    await converge(pages, wanted);
    for (const page of pages) expect(await told(page.feed)).toEqual(await ana.wholeHistory(geral));
    const failed = { state: "failed", why: "store" };
    await eventually(() => claras.unsent[0]?.state === "failed");
    expect(anas.unsent).toEqual([{ body: "na hora da troca", ...failed }]);
    expect(claras.unsent).toEqual([{ body: "sem conexão", ...failed }]);
    expect(brunos.unsent).toEqual([]);
  });

  await t.step("they talk on, and what had failed is sent once when it is sent again", async () => {
    const [entry] = anas.feed.unsent.value;
    anas.feed.retry(entry!.id);
    const wanted = [...numbered("antes", 5), ...numbered("novo", 30), "na hora da troca"];
    await converge(pages, wanted);
    await talk(pages, "depois", 4);
    await converge(pages, [...wanted, ...numbered("depois", 4)]);
    expect(anas.unsent).toEqual([]);
  });

  await t.step("under its old name: who was there and who was away is told to reset", async () => {
    await using again = await backup(config);
    const before = anas.texts;
    await talk(pages, "perdido", 6);
    const { rev } = await bruno.room();
    claras.feed.stop();
    await again.restore();
    await converge([anas, brunos], before);
    await using line = await clara.connect({ rooms: { [geral]: rev } });
    expect(await line.waitFor("reset")).toEqual({ t: "reset", room: geral, rev: rev - 6 });
    claras.feed.start();
    await converge(pages, before);
    await talk(pages, "outra vez", 2);
    await converge(pages, [...before, ...numbered("outra vez", 2)]);
    for (const page of pages) {
      expect(await told(page.feed)).toEqual(await bruno.wholeHistory(geral));
    }
  });
});

Deno.test("another database comes to stand under the same address", async (t) => {
  await using site = await SharedSite.open();
  const config = site.mysql.config("conexao");
  const other = await site.mysql.database("outra");
  const [ana, bruno] = [
    await Person.named("Ana", site.a.url),
    await Person.named("Bruno", site.b.url),
  ];
  using anas = await RoomPage.open(ana);
  using brunos = await RoomPage.open(bruno);
  await talk([anas, brunos], "segredo", 3);
  await fill(other);
  await using theirs = await backup(other);
  await using ours = await backup(config);

  await t.step("everybody is signed out, and sees nothing of it", async () => {
    await theirs.restore({ into: config });
    anas.feed.post("na hora da troca");
    await eventually(() => anas.left && brunos.left);
    for (const { seen } of [anas, brunos]) {
      expect([...seen]).toEqual(numbered("segredo", 3));
    }
    for (const person of [ana, bruno]) {
      expect((await person.ask("/api/v1/me")).status).toBe(401);
    }
  });

  await t.step("who signs in there sees it alone, and the bus is live between both", async () => {
    await ready(site);
    const [gil, hugo] = [
      await Person.named("Gil", site.a.url),
      await Person.named("Hugo", site.b.url),
    ];
    const { id: geral } = await gil.room();
    expect((await gil.wholeHistory(geral)).map(({ body }) => body)).toEqual(["outro banco"]);
    await using gils = await gil.connect();
    await using hugos = await hugo.connect();
    expect([await gils.waitFor("welcome"), await hugos.waitFor("welcome")])
      .toMatchObject([{ mode: "live" }, { mode: "live" }]);
    const begun = performance.now();
    for (let n = 0; n < 5; n++) {
      await gils.post(geral, `de Gil ${n}`);
      await hugos.hear(`de Gil ${n}`);
      await hugos.post(geral, `de Hugo ${n}`);
      await gils.hear(`de Hugo ${n}`);
    }
    // Found by asking every second, they would have taken half a second each.
    expect(performance.now() - begun).toBeLessThan(2_500);
    const bodies = (await hugo.wholeHistory(geral)).map(({ body }) => body);
    expect(bodies.length).toBe(11);
    expect(bodies.filter((body) => /segredo|troca/.test(body))).toEqual([]);
  });

  await t.step("when the old one is back, so are its people", async () => {
    await ours.restore();
    await ready(site);
    for (const person of [ana, bruno]) {
      expect((await person.ask("/api/v1/me")).status).toBe(200);
    }
    using again = await RoomPage.open(ana);
    expect(again.texts).toEqual(numbered("segredo", 3));
    brunos.feed.start();
    await talk([again, brunos], "de volta", 2);
    const bodies = (await ana.wholeHistory(again.room)).map(({ body }) => body);
    expect(bodies).toEqual([...numbered("segredo", 3), ...numbered("de volta", 2)]);
  });
});

Deno.test("a database that does not fit is waited for", async (t) => {
  await using site = await SharedSite.open();
  const config = site.mysql.config("conexao");
  const ana = await Person.named("Ana", site.a.url);
  using anas = await RoomPage.open(ana);
  await talk([anas], "antes", 2);
  const other = await site.mysql.database("outra");
  await fill(other);
  await site.mysql.admin(`update meta set value = '${NEWER}' where name = 'version'`, "outra");
  await using newer = await backup(other);
  await using ours = await backup(config);

  await t.step("a newer schema: 503 everywhere, and one line that says why", async () => {
    await newer.restore({ into: config });
    await Promise.all([site.a, site.b].map((instance) => instance.said(/"store.unfit"/)));
    await triedAgain(site, 3);
    for (const path of ["/readyz", "/api/v1/rooms", "/r/geral", "/", "/ws"]) {
      expect([path, (await ana.ask(path)).status]).toEqual([path, 503]);
    }
    expect(read(await ana.ask("/api/v1/me")).error).toMatchObject({ code: "unavailable" });
    expect((await ana.ask("/healthz")).status).toBe(200);
    for (const instance of [site.a, site.b]) {
      const [line, ...more] = unfit(instance);
      expect(more).toEqual([]);
      expect(line).toMatch(`version ${NEWER}, this program knows up to ${NEWER - 1}`);
    }
  });

  await t.step("when the old one returns all goes on, and nobody need sign in again", async () => {
    await ours.restore();
    await ready(site);
    expect((await ana.at(site.b.url).ask("/api/v1/me")).status).toBe(200);
    await talk([anas], "depois", 2, 30_000);
    expect(anas.texts).toEqual([...numbered("antes", 2), ...numbered("depois", 2)]);
    expect(anas.left).toBe(false);
  });

  await t.step("a database that is dropped and empty is not filled, but waited for", async () => {
    await using again = await backup(config);
    await site.mysql.admin("drop database conexao");
    await site.mysql.admin("create database conexao");
    await Promise.all([site.a, site.b].map((instance) => instance.said(/store.unfit.*is empty/)));
    await triedAgain(site, 3);
    expect(await site.mysql.admin("show tables", "conexao")).toEqual([]);
    await again.restore();
    await talk([anas], "de novo", 2, 30_000);
    expect((await ana.wholeHistory(anas.room)).length).toBe(6);
  });
});

Deno.test("an instance that is stopped while it goes over ends in time", async (t) => {
  await using site = await SharedSite.open();
  const config = site.mysql.config("conexao");
  const ana = await Person.named("Ana", site.a.url);
  await using taken = await backup(config);

  await t.step("before it knows, and while it says goodbye", async () => {
    await using first = await ana.connect();
    await using second = await ana.at(site.b.url).connect();
    await taken.restore({ renewed: true });
    const ending = site.b.stop();
    await first.waitFor("bye");
    for (const { code, ms } of [await site.a.stop(), await ending]) {
      expect(code).toBe(0);
      expect(ms).toBeLessThan(8_000);
    }
    expect((await first.closed).code).toBe(1012);
    expect((await second.closed).code).toBe(1012);
  });

  await t.step("and while it waits for one that fits", async () => {
    await Promise.all([site.a.start(), site.b.start()]);
    await site.mysql.admin("drop database conexao");
    await Promise.all([site.a, site.b].map((instance) => instance.said(/"store.unfit"/)));
    for (const { code, ms } of await Promise.all([site.a.stop(), site.b.stop()])) {
      expect(code).toBe(0);
      expect(ms).toBeLessThan(8_000);
    }
  });
});

function numbered(what: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${what} ${n + 1}`);
}

/** The pages write in turn; resolves when all have all of it. */
async function talk(
  pages: readonly RoomPage[],
  what: string,
  count: number,
  withinMs = 10_000,
): Promise<void> {
  for (const [n, body] of numbered(what, count).entries()) {
    pages[n % pages.length]!.feed.post(body);
    await eventually(() => pages.every(({ texts }) => texts.includes(body)), { withinMs });
  }
}

/** Resolves when all pages show exactly this. */
async function converge(pages: readonly RoomPage[], wanted: readonly string[]): Promise<void> {
  const goal = wanted.join("\n");
  await eventually(() => pages.every(({ texts }) => texts.join("\n") === goal), {
    withinMs: 15_000,
  }).catch(() => expect(pages.map(({ texts }) => texts)).toEqual(pages.map(() => wanted)));
}

/** More messages in `geral` of a database that nobody else has open. */
async function grow(
  config: MysqlStoreConfig,
  people: readonly Person[],
  count: number,
): Promise<void> {
  const store = await openStore(config, { log: silentLog });
  const room = await geralOf(store);
  for (const [n, body] of numbered("novo", count).entries()) {
    await say(store, { author: people[n % people.length]!.user, room }, body);
  }
  await store.close();
}

/** Another chat: the ids of people and rooms are the same numbers, and mean others. */
async function fill(config: MysqlStoreConfig): Promise<void> {
  const store = await openStore(config, { log: silentLog });
  const [eva, davi] = [await signUp(store, "Eva"), await signUp(store, "Davi")];
  await say(store, { author: eva, room: await geralOf(store) }, "outro banco");
  await store.rooms.direct([eva.id, davi.id]);
  await store.close();
}

/** Resolves when both instances have gone over to the database that is there. */
async function ready({ a, b }: SharedSite): Promise<void> {
  for (const { url } of [a, b]) {
    await eventually(async () => (await new Person(url).ask("/readyz")).status === 200);
  }
}

/** Resolves when both instances have looked at the database again so many times. */
async function triedAgain({ mysql }: SharedSite, times: number): Promise<void> {
  const count = async () => {
    const [row] = await mysql.admin("show global status like 'Connections'");
    return Number(row?.["Value"]);
  };
  // Asking takes a connection, too.
  let own = 0;
  const before = await count();
  await eventually(async () => await count() - before - ++own >= 2 * times, {
    withinMs: 15_000,
    everyMs: 100,
  });
}

function unfit({ log }: Instance): string[] {
  return log.filter((line) => line.includes('"store.unfit"'));
}
