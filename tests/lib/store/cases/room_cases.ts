import { expect } from "expect";
import type { NewRoom } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { geralOf, say, signUp } from "../world.ts";

function room(slug: string, members: number[], kind: NewRoom["kind"] = "public"): NewRoom {
  return { slug, name: slug, topic: "", kind, members };
}

export const roomCases: readonly Case[] = [
  {
    name: "a new store has the room geral, and nothing in it",
    async run({ store }) {
      const rooms = await store.rooms.visibleTo(1);
      expect(rooms).toEqual([{
        ...{ id: rooms[0]!.id, slug: "geral", name: "geral", topic: "", kind: "public" },
        ...{ rev: 0, joined: false, readSeq: 0, unread: 0, mentions: 0, members: 0 },
      }]);
    },
  },
  {
    name: "Clara, an outsider, finds public rooms and no private one",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const clara = await signUp(store, "Clara");
      const cozinha = await store.rooms.create(room("cozinha", [ana.id]));
      const secret = await store.rooms.create(room("segredo", [ana.id], "private"));
      expect((await store.rooms.visibleTo(ana.id)).map(({ slug }) => slug))
        .toEqual(["cozinha", "geral", "segredo"]);
      expect((await store.rooms.visibleTo(clara.id)).map(({ slug }) => slug))
        .toEqual(["cozinha", "geral"]);
      expect(await store.rooms.access(clara.id, cozinha))
        .toMatchObject({ kind: "public", role: undefined });
      expect(await store.rooms.access(clara.id, secret)).toBeUndefined();
      expect(await store.rooms.find(clara.id, { id: secret })).toBeUndefined();
      expect(await store.rooms.find(clara.id, { slug: "segredo" })).toBeUndefined();
      expect(await store.rooms.find(clara.id, { slug: "nenhuma" })).toBeUndefined();
    },
  },
  {
    name: "who makes a room owns it",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const cozinha = await store.rooms.create(room("cozinha", [ana.id, bruno.id], "private"));
      expect((await store.rooms.access(ana.id, cozinha))?.role).toBe("owner");
      expect((await store.rooms.access(bruno.id, cozinha))?.role).toBe("member");
      expect((await store.rooms.find(bruno.id, { id: cozinha }))?.members).toBe(2);
    },
  },
  {
    name: "a room with somebody who is not there is not made",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      await expect(store.rooms.create(room("cozinha", [ana.id, 4_711]))).rejects.toMatchObject({
        code: "not_found",
      });
      expect((await store.rooms.visibleTo(ana.id)).map(({ slug }) => slug)).toEqual(["geral"]);
    },
  },
  {
    name: "a slug that is taken gets a number",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      for (let count = 0; count < 3; count++) {
        await store.rooms.create(room("cozinha", [ana.id]));
      }
      const made = (await store.rooms.visibleTo(ana.id)).map(({ slug }) => slug);
      expect(made.sort()).toEqual(["cozinha", "cozinha-2", "cozinha-3", "geral"]);
    },
  },
  {
    name: "rooms with one slug can be made at once",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const made = Array.from({ length: 4 }, () => store.rooms.create(room("cozinha", [ana.id])));
      expect(new Set(await Promise.all(made)).size).toBe(4);
    },
  },
  {
    name: "to admit and to dismiss raises the room's acl_rev and the person's rev, once",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const id = await store.rooms.create(room("cozinha", [ana.id], "private"));
      const marks = async () => [
        (await store.rooms.heads([id])).get(id)!.aclRev,
        (await store.people.revs([bruno.id])).get(bruno.id)!,
      ];
      const [acl, rev] = await marks() as [number, number];
      await store.rooms.admit(id, bruno.id);
      await store.rooms.admit(id, bruno.id);
      expect(await marks()).toEqual([acl + 1, rev + 1]);
      expect((await store.rooms.access(bruno.id, id))?.role).toBe("member");
      await store.rooms.dismiss(id, bruno.id);
      await store.rooms.dismiss(id, bruno.id);
      expect(await marks()).toEqual([acl + 2, rev + 2]);
      expect(await store.rooms.access(bruno.id, id)).toBeUndefined();
    },
  },
  {
    name: "nobody is admitted to a room that is not there, nor somebody who is not",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const geral = await geralOf(store);
      const gone = { code: "not_found" };
      await expect(store.rooms.admit(4_711, ana.id)).rejects.toMatchObject(gone);
      await expect(store.rooms.admit(geral, 4_711)).rejects.toMatchObject(gone);
      await expect(store.rooms.dismiss(4_711, ana.id)).resolves.toBe(false);
      expect((await store.rooms.find(ana.id, { id: geral }))?.members).toBe(1);
    },
  },
  {
    name: "memberships are the rooms that one is in, and no others",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const geral = await geralOf(store);
      const cozinha = await store.rooms.create(room("cozinha", [bruno.id]));
      expect((await store.rooms.memberships(ana.id)).map((one) => one.room)).toEqual([geral]);
      expect((await store.rooms.memberships(bruno.id)).map((one) => one.room).sort())
        .toEqual([geral, cozinha].sort());
    },
  },
  {
    name: "the direct room of two people is one, whoever asks, and only theirs",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const bruno = await signUp(store, "Bruno");
      const clara = await signUp(store, "Clara");
      const asked = [[ana.id, bruno.id], [bruno.id, ana.id], [ana.id, bruno.id, ana.id]];
      const rooms = await Promise.all(asked.map((people) => store.rooms.direct(people)));
      expect(new Set(rooms).size).toBe(1);
      expect(await store.rooms.direct([ana.id, clara.id])).not.toBe(rooms[0]);
      expect(await store.rooms.direct([ana.id, bruno.id, clara.id])).not.toBe(rooms[0]);
      expect(await store.rooms.access(bruno.id, rooms[0]!))
        .toMatchObject({ kind: "direct", role: "member" });
      expect(await store.rooms.access(clara.id, rooms[0]!)).toBeUndefined();
    },
  },
  {
    name: "who left a direct room is in it again when it is opened",
    async run({ store }) {
      const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
      const id = await store.rooms.direct([ana.id, bruno.id]);
      await store.rooms.dismiss(id, ana.id);
      expect(await store.rooms.access(ana.id, id)).toBeUndefined();
      expect(await store.rooms.direct([ana.id, bruno.id])).toBe(id);
      expect(await store.rooms.access(ana.id, id)).toBeDefined();
    },
  },
  {
    name: "what was said before one came is read, what is said after is not",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const geral = await geralOf(store);
      await say(store, { author: ana, room: geral }, "um", "dois");
      const bruno = await signUp(store, "Bruno");
      const before = await store.rooms.find(bruno.id, { id: geral });
      await say(store, { author: ana, room: geral }, "três");
      const after = await store.rooms.find(bruno.id, { id: geral });
      expect(before).toMatchObject({ rev: 2, readSeq: 2, unread: 0 });
      expect(after).toMatchObject({ rev: 3, readSeq: 2, unread: 1 });
    },
  },
  {
    name: "the heads of two thousand rooms come in one go, those that are not there left out",
    async run({ store }) {
      const ana = await signUp(store, "Ana");
      const geral = await geralOf(store);
      await say(store, { author: ana, room: geral }, "um");
      const heads = await store.rooms.heads(Array.from({ length: 5_000 }, (_, i) => i + geral));
      expect(heads).toEqual(new Map([[geral, { rev: 1, aclRev: 1 }]]));
      expect(await store.rooms.heads([])).toEqual(new Map());
    },
  },
];
