import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import { parseName } from "@/lib/chat/name.ts";
import type { NewRoom, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { geralOf, signUp } from "../world.ts";

async function scene(store: Store, kind: NewRoom["kind"] = "private") {
  const [ana, bruno, clara] = [
    await signUp(store, "Ana"),
    await signUp(store, "Bruno"),
    await signUp(store, "Clara"),
  ];
  const members = [ana.id, bruno.id];
  const id = await store.rooms.create({
    slug: "cozinha",
    name: "Cozinha",
    topic: "",
    kind,
    members,
  });
  return { ana, bruno, clara, id };
}

async function roleOf(store: Store, user: User, room: number) {
  return (await store.rooms.access(user.id, room))?.role;
}

const CONFLICT = { code: "conflict" };
const NOT_FOUND = { code: "not_found" };

export const memberCases: readonly Case[] = [
  {
    name: "the last owner of a private room does not leave the others behind",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store);
      await expect(store.rooms.dismiss(id, ana.id)).rejects.toMatchObject(CONFLICT);
      expect(await roleOf(store, ana, id)).toBe("owner");
      await store.rooms.appoint(id, bruno.id, "owner");
      await store.rooms.dismiss(id, ana.id);
      expect(await roleOf(store, ana, id)).toBeUndefined();
      expect(await roleOf(store, bruno, id)).toBe("owner");
    },
  },
  {
    name: "who leaves a private room last takes it into the archive",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store);
      await store.rooms.dismiss(id, bruno.id);
      expect(await store.rooms.heads([id])).toHaveProperty("size", 1);
      await store.rooms.dismiss(id, ana.id);
      expect(await store.rooms.heads([id])).toEqual(new Map());
      await expect(store.rooms.admit(id, ana.id)).rejects.toMatchObject(NOT_FOUND);
    },
  },
  {
    name: "a public room may be left by its owner",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store, "public");
      await store.rooms.dismiss(id, ana.id);
      await store.rooms.dismiss(id, bruno.id);
      expect(await store.rooms.find(ana.id, { id })).toMatchObject({ joined: false, members: 0 });
    },
  },
  {
    name: "two owners who leave at once: one of them stays",
    async run({ store }) {
      const { ana, bruno, clara, id } = await scene(store);
      await store.rooms.admit(id, clara.id);
      await store.rooms.appoint(id, bruno.id, "owner");
      const left = await Promise.allSettled(
        [ana, bruno].map(({ id: user }) => store.rooms.dismiss(id, user)),
      );
      expect(left.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const roles = await Promise.all([ana, bruno].map((one) => roleOf(store, one, id)));
      expect(roles.filter((role) => role === "owner")).toHaveLength(1);
    },
  },
  {
    name: "owners are made of members and members of owners, but not of the last",
    async run({ store }) {
      const { ana, bruno, clara, id } = await scene(store, "public");
      const appoint = (user: User, role: "owner" | "member") =>
        store.rooms.appoint(id, user.id, role);
      await expect(appoint(ana, "member")).rejects.toMatchObject({ ...CONFLICT, field: "role" });
      await expect(appoint(clara, "owner")).rejects.toMatchObject(NOT_FOUND);
      const aclRev = (await store.rooms.heads([id])).get(id)!.aclRev;
      await appoint(bruno, "owner");
      await appoint(bruno, "owner");
      expect((await store.rooms.heads([id])).get(id)!.aclRev).toBe(aclRev + 1);
      await appoint(ana, "member");
      expect([await roleOf(store, ana, id), await roleOf(store, bruno, id)])
        .toEqual(["member", "owner"]);
    },
  },
  {
    name: "members come in parts, owners first, then by name",
    async run({ store }) {
      const { ana, bruno, clara, id } = await scene(store, "public");
      const alvaro = await signUp(store, "Álvaro");
      for (const { id: user } of [clara, alvaro]) await store.rooms.admit(id, user);
      await store.rooms.appoint(id, clara.id, "owner");
      await store.people.prefer(bruno.id, { seenShown: true });
      const all = await store.rooms.members(id, { limit: 50 });
      expect(all.map(({ user }) => user.name)).toEqual(["Ana", "Clara", "Álvaro", "Bruno"]);
      expect(all.map(({ role }) => role)).toEqual(["owner", "owner", "member", "member"]);
      expect(all.map(({ seenAt }) => seenAt === undefined)).toEqual([true, true, true, false]);
      const parts: string[] = [];
      let after: number | undefined;
      do {
        const options = { limit: 1, ...(after === undefined ? {} : { after }) };
        const [next] = await store.rooms.members(id, options);
        if (next !== undefined) parts.push(next.user.name);
        after = next?.user.id;
      } while (after !== undefined);
      expect(parts).toEqual(["Ana", "Clara", "Álvaro", "Bruno"]);
      expect(await store.rooms.members(id, { limit: 5, after: 4_711 })).toEqual([]);
      expect(await store.rooms.members(4_711, { limit: 5 })).toEqual([]);
      expect((await store.rooms.memberIds([id, 4_711])).get(id)?.sort())
        .toEqual([ana.id, bruno.id, clara.id, alvaro.id].sort());
    },
  },
  {
    name: "members are found by their folded names, outsiders are not",
    async run({ store }) {
      const { ana, bruno, id } = await scene(store);
      const keys = ["Ana", "BRUNO", "Clara", "Ninguém"].map((name) => parseName(name).key);
      expect(await store.rooms.membersNamed(id, keys))
        .toEqual(new Map([[keys[0]!, ana.id], [keys[1]!, bruno.id]]));
      expect(await store.rooms.membersNamed(id, [])).toEqual(new Map());
    },
  },
  {
    name: "a room as each sees it: those who may not are left out",
    async run({ store }) {
      const { ana, bruno, clara, id } = await scene(store);
      const before = (await store.people.revs([bruno.id])).get(bruno.id)!;
      await store.rooms.setNotify(id, bruno.id, "mentions");
      expect((await store.people.revs([bruno.id])).get(bruno.id)).toBeGreaterThan(before);
      const everybody = [ana.id, bruno.id, clara.id, 4_711];
      const seen = await store.rooms.seenBy(id, everybody);
      expect([...seen.keys()].sort()).toEqual([ana.id, bruno.id].sort());
      for (const user of [ana.id, bruno.id]) {
        expect(seen.get(user)).toEqual(await store.rooms.find(user, { id }));
      }
      expect(seen.get(bruno.id)).toMatchObject({ role: "member", notify: "mentions" });
      const geral = await geralOf(store);
      await store.rooms.dismiss(geral, clara.id);
      expect((await store.rooms.seenBy(geral, everybody)).get(clara.id))
        .toMatchObject({ joined: false });
      expect(await store.rooms.seenBy(id, [])).toEqual(new Map());
      await expect(store.rooms.setNotify(id, clara.id, "all")).rejects.toMatchObject(NOT_FOUND);
    },
  },
  {
    name: "a direct room is that of the others, who are told with their looks",
    async run({ store }) {
      const { ana, bruno, clara } = await scene(store);
      await store.people.prefer(bruno.id, { hue: 7 });
      const id = await store.rooms.direct([ana.id, bruno.id, clara.id]);
      const room = await store.rooms.find(ana.id, { id });
      expect(room).toMatchObject({ name: "", kind: "direct", role: "member" });
      expect(room?.with).toEqual([
        { id: bruno.id, name: "Bruno", role: "member", hue: 7 },
        { id: clara.id, name: "Clara", role: "member" },
      ]);
      const seen = await store.rooms.seenBy(id, [bruno.id]);
      expect(seen.get(bruno.id)?.with?.map(({ name }) => name)).toEqual(["Ana", "Clara"]);
      expect((await store.rooms.visibleTo(clara.id)).find((one) => one.id === id)?.with)
        .toHaveLength(2);
    },
  },
  {
    name: "a direct room takes two people, and ten at most",
    async run({ store }) {
      const people: number[] = [];
      for (const letter of "ABCDEFGHIJK") people.push((await signUp(store, `Gil ${letter}`)).id);
      await expect(store.rooms.direct([people[0]!, people[0]!])).rejects.toMatchObject(CONFLICT);
      await expect(store.rooms.direct(people)).rejects.toMatchObject({ code: "too_large" });
      const ten = people.slice(0, 10);
      const opened = await Promise.all(
        [ten, ten.toReversed()].map((who) => store.rooms.direct(who)),
      );
      expect(opened[0]).toBe(opened[1]);
    },
  },
  {
    name: "what a person may do tells their standing, and until when they are mute",
    async run({ store }) {
      const { ana, clara, id } = await scene(store, "public");
      const note = { actor: ana.id, action: "mute" as const };
      expect(await store.rooms.access(clara.id, id)).toMatchObject({
        ...{ role: undefined, standing: "member", mutedUntil: undefined, excluded: false },
        ...{ slow: 0, locked: false },
      });
      await store.moderation.mute(clara.id, 60, note);
      const muted = await store.rooms.access(clara.id, id);
      expect(Math.abs(muted!.mutedUntil! - Date.now() - 60_000)).toBeLessThan(5_000);
      const [membership] = await store.rooms.memberships(clara.id);
      expect(membership).toMatchObject({ mutedUntil: muted!.mutedUntil, role: "member" });
      await store.moderation.mute(clara.id, 0, note);
      expect((await store.rooms.access(clara.id, id))?.mutedUntil).toBeUndefined();
    },
  },
];
