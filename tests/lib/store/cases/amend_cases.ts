import { expect } from "expect";
import type { NewRoom, RoomChanges, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { draft, edit, geralOf, pin, reaction, say, signUp } from "../world.ts";

function cozinha(store: Store, members: number[], kind: NewRoom["kind"] = "public") {
  return store.rooms.create({ slug: "cozinha", name: "Cozinha", topic: "", kind, members });
}

async function slugOf(store: Store, user: number, id: number): Promise<string | undefined> {
  return (await store.rooms.find(user, { id }))?.slug;
}

async function foundBy(store: Store, user: number, slug: string): Promise<number | undefined> {
  return (await store.rooms.find(user, { slug }))?.id;
}

export const amendCases: readonly Case[] = [
  {
    name: "what is changed of a room is seen, and what is not stays",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const id = await cozinha(store, [ana.id]);
      const before = await store.rooms.find(ana.id, { id });
      expect(before).toMatchObject({ slug: "cozinha", kind: "public", role: "owner" });
      for (const key of ["slow", "locked", "archived", "notify", "with"]) {
        expect(before).not.toHaveProperty(key);
      }
      await store.rooms.amend(id, { topic: "bolo", slow: 30, locked: true, kind: "announcement" });
      expect(await store.rooms.find(ana.id, { id })).toEqual({
        ...before,
        ...{ topic: "bolo", slow: 30, locked: true, kind: "announcement" },
      });
      expect(await store.rooms.access(ana.id, id)).toMatchObject({
        ...{ kind: "announcement", slow: 30, locked: true },
      });
      await store.rooms.amend(id, { slow: 0, locked: false, topic: "", kind: "public" });
      expect(await store.rooms.find(ana.id, { id })).toEqual(before);
    },
  },
  {
    name: "every change raises the room's acl_rev",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const id = await cozinha(store, [ana.id]);
      const aclRev = async () => (await store.rooms.heads([id])).get(id)?.aclRev;
      const first = await aclRev() ?? 0;
      const changes: RoomChanges[] = [
        { topic: "a" },
        { slow: 5 },
        { locked: true },
        { kind: "announcement" },
        { name: { name: "Copa", slug: "copa" } },
      ];
      for (const [at, change] of changes.entries()) {
        await store.rooms.amend(id, change);
        expect(await aclRev()).toBe(first + at + 1);
      }
    },
  },
  {
    name: "a room that is not there, or a direct one, is not changed",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const direct = await store.rooms.direct([ana.id, bruno.id]);
      const gone = { code: "not_found" };
      await expect(store.rooms.amend(4_711, { topic: "x" })).rejects.toMatchObject(gone);
      await expect(store.rooms.amend(direct, { topic: "x" })).rejects.toMatchObject({
        code: "conflict",
      });
    },
  },
  {
    name: "an old address leads to the room, and nobody else can have it",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const id = await cozinha(store, [ana.id]);
      await store.rooms.amend(id, { name: { name: "Copa", slug: "copa" } });
      expect(await store.rooms.find(ana.id, { slug: "cozinha" }))
        .toMatchObject({ id, slug: "copa", name: "Copa" });
      const other = await cozinha(store, [ana.id]);
      expect(await slugOf(store, ana.id, other)).toBe("cozinha-2");
      await store.rooms.amend(other, { name: { name: "Cozinha", slug: "cozinha" } });
      expect(await slugOf(store, ana.id, other)).toBe("cozinha-2");
    },
  },
  {
    name: "a room may have its own old address again",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const id = await cozinha(store, [ana.id]);
      await store.rooms.amend(id, { name: { name: "Copa", slug: "copa" } });
      await store.rooms.amend(id, { name: { name: "Cozinha", slug: "cozinha" } });
      expect(await slugOf(store, ana.id, id)).toBe("cozinha");
      expect(await foundBy(store, ana.id, "copa")).toBe(id);
      await store.rooms.amend(id, { name: { name: "COZINHA", slug: "cozinha" } });
      expect(await slugOf(store, ana.id, id)).toBe("cozinha");
    },
  },
  {
    name: "a room that becomes private has an address that tells nothing, and no other",
    async run({ store }) {
      const [ana, clara] = [await signUp(store, "Ana"), await signUp(store, "Clara")];
      const id = await cozinha(store, [ana.id]);
      await store.rooms.amend(id, { name: { name: "Copa", slug: "copa" } });
      expect(await foundBy(store, clara.id, "cozinha")).toBe(id);
      await store.rooms.amend(id, { kind: "private" });
      const slug = await slugOf(store, ana.id, id);
      expect(slug).toMatch(/^[0-9a-v]{26}$/);
      for (const old of ["cozinha", "copa"]) {
        expect(await foundBy(store, ana.id, old)).toBeUndefined();
        expect(await foundBy(store, clara.id, old)).toBeUndefined();
      }
      expect(await foundBy(store, clara.id, slug!)).toBeUndefined();
      await store.rooms.amend(id, { name: { name: "Sala", slug: "sala" } });
      expect(await store.rooms.find(ana.id, { id })).toMatchObject({ slug, name: "Sala" });
      expect(await foundBy(store, ana.id, "sala")).toBeUndefined();
    },
  },
  {
    name: "a room that becomes public has an address of its name, and the secret one leads there",
    async run({ store }) {
      const [ana, clara] = [await signUp(store, "Ana"), await signUp(store, "Clara")];
      const secret = "0123456789abcdefghijklmnop";
      const id = await store.rooms.create({
        ...{ slug: secret, name: "Cozinha", topic: "", kind: "private", members: [ana.id] },
      });
      expect(await foundBy(store, clara.id, secret)).toBeUndefined();
      await store.rooms.amend(id, { kind: "public" });
      expect(await store.rooms.find(clara.id, { slug: secret })).toMatchObject({
        ...{ id, slug: "cozinha" },
      });
    },
  },
  {
    name: "rooms that want one address at once have different ones",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const ids: number[] = [];
      for (const slug of ["a", "b", "c", "d"]) {
        ids.push(
          await store.rooms.create({
            ...{ slug, name: slug, topic: "", kind: "public", members: [ana.id] },
          }),
        );
      }
      const name = { name: "Copa", slug: "copa" };
      await Promise.all(ids.map((id) => store.rooms.amend(id, { name })));
      const slugs = await Promise.all(ids.map((id) => slugOf(store, ana.id, id)));
      expect(slugs.sort()).toEqual(["copa", "copa-2", "copa-3", "copa-4"]);
    },
  },
  {
    name: "an archived room is its owners' to find, and nobody writes there",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const id = await cozinha(store, [ana.id, bruno.id]);
      const post = await draft(store, { author: ana, room: id, body: "olá" });
      await store.rooms.amend(id, { archived: true });
      const slugs = (await store.rooms.visibleTo(ana.id)).map(({ slug }) => slug);
      expect(slugs).toEqual(["geral"]);
      expect(await store.rooms.find(ana.id, { id })).toBeUndefined();
      expect(await store.rooms.find(ana.id, { id }, { archived: true }))
        .toMatchObject({ id, archived: true });
      expect(await store.rooms.find(bruno.id, { id }, { archived: true })).toBeUndefined();
      expect((await store.rooms.archivedOf(ana.id)).map((room) => room.id)).toEqual([id]);
      expect(await store.rooms.archivedOf(bruno.id)).toEqual([]);
      expect((await store.messages.commit([post])).outcomes)
        .toMatchObject([{ kind: "refused", code: "not_found" }]);
      await expect(store.rooms.amend(id, { topic: "x" })).rejects.toMatchObject({
        code: "not_found",
      });
      const before = (await store.people.revs([bruno.id])).get(bruno.id)!;
      await store.rooms.amend(id, { archived: false });
      expect(await store.rooms.find(bruno.id, { id })).not.toHaveProperty("archived");
      expect((await store.people.revs([bruno.id])).get(bruno.id)).toBeGreaterThan(before);
      expect(await store.rooms.archivedOf(ana.id)).toEqual([]);
    },
  },
  {
    name: "an ended room is gone for everybody at once, and its address is free",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const id = await cozinha(store, [ana.id, bruno.id]);
      await store.rooms.amend(id, { name: { name: "Copa", slug: "copa" } });
      await say(store, { author: ana, room: id }, "olá");
      const revs = await store.people.revs([ana.id, bruno.id]);
      await store.rooms.erase(id);
      expect(await store.people.revs([ana.id, bruno.id]))
        .toEqual(new Map([...revs].map(([user, rev]) => [user, rev + 1])));
      expect(await store.rooms.find(ana.id, { id }, { archived: true })).toBeUndefined();
      expect(await store.rooms.archivedOf(ana.id)).toEqual([]);
      expect(await store.rooms.access(ana.id, id)).toBeUndefined();
      expect(await store.rooms.heads([id])).toEqual(new Map());
      expect(await store.rooms.memberIds([id])).toEqual(new Map([[id, []]]));
      await expect(store.rooms.amend(id, { archived: false })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(store.rooms.erase(id)).rejects.toMatchObject({ code: "not_found" });
      const next = await cozinha(store, [ana.id]);
      expect(next).not.toBe(id);
      expect(await slugOf(store, ana.id, next)).toBe("cozinha");
    },
  },
  {
    name: "what was said in an ended room is forgotten, a thousand at a time, and nothing else",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const id = await cozinha(store, [ana.id]);
      await say(store, { author: ana, room: geral }, "fica");
      for (let round = 0; round < 6; round++) {
        await store.messages.commit(
          await Promise.all(
            Array.from({ length: 200 }, () => draft(store, { author: ana, room: id, body: "vai" })),
          ),
        );
      }
      await store.messages.commit([
        await reaction(store, { author: ana, room: id, seq: 1 }),
        await edit(store, { author: ana, room: id, seq: 1, body: "foi" }),
        await pin(store, { author: ana, room: id, seq: 1 }),
      ]);
      for (const room of [geral, id]) await store.own.save(ana.id, { room, seq: 1 }, true);
      expect(await store.messages.forgetMessages()).toBe(0);
      await store.rooms.erase(id);
      expect((await store.messages.page(id, { limit: 1 })).messages).toHaveLength(1);
      expect(await store.messages.forgetMessages()).toBe(1_000);
      expect(await store.messages.forgetMessages()).toBe(200);
      expect(await store.messages.forgetMessages()).toBe(0);
      expect((await store.messages.page(id, { limit: 1 })).messages).toEqual([]);
      expect(await store.messages.revisions(id, 1)).toEqual([]);
      expect(await store.messages.pins(id)).toEqual([]);
      expect(await store.own.savedIn(ana.id, id, [1])).toEqual(new Set());
      expect(await store.own.savedIn(ana.id, geral, [1])).toEqual(new Set([1]));
      expect((await store.messages.page(geral, { limit: 1 })).messages).toHaveLength(1);
    },
  },
];
