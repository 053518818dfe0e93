import { expect } from "expect";
import type { User } from "@/lib/chat/model.ts";
import type { Change, FileState, Restoration, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import {
  deletion,
  draft,
  edit,
  geralOf,
  newId,
  pin,
  placed,
  reaction,
  say,
  signUp,
} from "../world.ts";
import { announce, contentOf, sent } from "./file_scene.ts";

const MINUTE = 60_000;

/** Ana and Bruno in `geral`. */
async function scene(store: Store) {
  const [ana, bruno] = [await signUp(store, "Ana"), await signUp(store, "Bruno")];
  return { ana, bruno, room: await geralOf(store) };
}

async function one(store: Store, change: Change) {
  const { outcomes, changes } = await store.messages.commit([change]);
  return { outcome: outcomes[0], changes };
}

/** Ana posts a photo and a note in `geral`, with these words. */
async function posted(store: Store, author: User, body = "") {
  const room = await geralOf(store);
  const photo = await sent(store, author, { name: "praia.png" });
  const plain = { type: "text/plain", width: undefined, height: undefined };
  const content = contentOf("nota", plain);
  const note = await sent(store, author, { name: "nota.txt", size: 12, content });
  const files = [photo.id, note.id];
  const { outcome, changes } = await one(store, await draft(store, { author, room, body, files }));
  const { seq } = placed(outcome);
  const told = [
    { id: photo.id, name: "praia.png", size: 3_000, type: "image/png", width: 640, height: 480 },
    { id: note.id, name: "nota.txt", size: 12, type: "text/plain" },
  ];
  return { files, seq, told, changes };
}

async function restoration(store: Store, author: User, of: Partial<Restoration>) {
  const room = await geralOf(store);
  const aclRev = (await store.rooms.heads([room])).get(room)!.aclRev;
  const deed = { kind: "restore" as const, id: newId(), author, room, aclRev };
  return { ...deed, seq: 1, body: "", ...of };
}

export const messageFileCases: readonly Case[] = [
  {
    name: "a message tells of its files wherever it is read, in their order",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const { seq, told, changes } = await posted(store, ana, "da praia @Bruno");
      const message = { seq, rev: seq, body: "da praia @Bruno", files: told };
      expect(changes[0]?.messages).toMatchObject([message]);
      expect((await store.messages.since(room, 0, 50)).messages).toMatchObject([message]);
      expect(await store.messages.find(room, [seq])).toMatchObject([message]);
      expect((await store.messages.page(room, { limit: 50 })).messages).toMatchObject([message]);
      const place = { room, seq };
      await store.own.save(bruno.id, place, true);
      const [saved] = await store.own.saved(bruno.id, { limit: 10 });
      expect(saved?.message).toMatchObject(message);
      const n = Date.parse(changes[0]!.messages[0]!.at);
      expect(await store.search.messages([{ ...place, n }], bruno.id)).toMatchObject([message]);
      const marked = await one(store, await reaction(store, { author: bruno, ...place }));
      expect(marked.changes[0]?.messages).toMatchObject([{ files: told }]);
      const kept = await one(store, await pin(store, { author: bruno, ...place }));
      expect(kept.changes[0]?.messages).toMatchObject([{ files: told, pinned: true }]);
      expect(await store.messages.pins(room)).toMatchObject([{ files: told }]);
      const [answer = 0] = await say(store, { author: bruno, room }, "linda");
      const reply = await draft(store, { author: bruno, room, body: "e o mar?", replyTo: seq });
      await one(store, reply);
      const page = await store.messages.page(room, { after: answer, limit: 1 });
      expect(page.origins).toMatchObject([{ seq, files: told }]);
    },
  },
  {
    name: "a file that has a message knows it, and does not expire",
    async run({ store }) {
      const { ana, room } = await scene(store);
      const { files: [photo = ""], seq } = await posted(store, ana);
      const file = await store.files.find(photo);
      expect(file).toMatchObject({ place: { room, seq }, owner: ana.id });
      expect(file?.expiresAt).toBeUndefined();
      expect(await store.files.cancel(photo)).toBe(false);
      expect(await store.files.sweep()).toEqual([]);
    },
  },
  {
    name:
      "a file that is not one's own, not all here, sent already, cancelled or nobody's: refused",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const { files: [used = ""] } = await posted(store, ana);
      const [mine, theirs] = [await sent(store, ana), await sent(store, bruno)];
      const coming = await announce(store, ana);
      const [late, dropped] = [await sent(store, ana, { keptMs: 0 }), await sent(store, ana)];
      await store.files.cancel(dropped.id);
      const head = (await store.rooms.heads([room])).get(room)!.rev;
      for (const { id } of [theirs, coming, late, dropped, { id: used }, { id: newId() }, mine]) {
        const files = [mine.id, id];
        const wish = await draft(store, { author: ana, room, body: "olha", files });
        expect((await one(store, wish)).outcome).toMatchObject({
          kind: "refused",
          code: "invalid",
        });
      }
      expect((await store.rooms.heads([room])).get(room)!.rev).toBe(head);
      expect((await store.files.find(mine.id))?.place).toBeUndefined();
    },
  },
  {
    name: "of a batch that sends a file twice one message has it; the same id again has the first",
    async run({ store }) {
      const { ana, room } = await scene(store);
      const files = [(await sent(store, ana)).id];
      const copa = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "private", members: [ana.id] },
      });
      const wish = { author: ana, body: "", files };
      const first = await draft(store, { ...wish, room });
      const { outcomes } = await store.messages.commit([
        first,
        await draft(store, { ...wish, room }),
        await draft(store, { ...wish, room: copa }),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(["done", "refused", "refused"]);
      const again = await one(store, first);
      expect(again.outcome).toMatchObject({ kind: "known", seq: 1 });
      expect(again.changes).toEqual([]);
      expect(await store.messages.find(room, [1])).toMatchObject([{ files: [{ id: files[0] }] }]);
    },
  },
  {
    name: "without a text there must be a file, also after an edit",
    async run({ store }) {
      const { ana, room } = await scene(store);
      const { seq, told } = await posted(store, ana, "legenda");
      const emptied = await one(store, await edit(store, { author: ana, room, seq, body: "" }));
      expect(emptied.changes[0]?.messages).toMatchObject([{ body: "", files: told }]);
      const [plain = 0] = await say(store, { author: ana, room }, "texto");
      const refused = { kind: "refused", code: "invalid" };
      const bare = await edit(store, { author: ana, room, seq: plain, body: "" });
      expect((await one(store, bare)).outcome).toMatchObject(refused);
      const nothing = await draft(store, { author: ana, room, body: "" });
      expect((await one(store, nothing)).outcome).toMatchObject(refused);
    },
  },
  {
    name: "the files of a deleted message belong to none, and are forgotten within a minute",
    async run({ store }) {
      const { ana, room } = await scene(store);
      const { seq, files } = await posted(store, ana, "legenda");
      const gone = await one(store, await deletion(store, { author: ana, room, seq }));
      expect(gone.changes[0]?.messages[0]).toMatchObject({ deleted: true, body: "" });
      expect(gone.changes[0]?.messages[0]).not.toHaveProperty("files");
      expect((await store.messages.find(room, [seq]))[0]).not.toHaveProperty("files");
      for (const id of files) {
        const file = await store.files.find(id) as FileState;
        expect(file.place).toBeUndefined();
        expect(file.expiresAt! - Date.now()).toBeLessThanOrEqual(MINUTE);
        expect(file.expiresAt! - Date.now()).toBeGreaterThan(MINUTE / 2);
      }
      expect((await store.files.inRoom(room, { order: "newest", limit: 9, offset: 0 })).total).toBe(
        0,
      );
    },
  },
  {
    name: "what a moderator deleted comes back with its files, in their order",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const { seq, files, told } = await posted(store, ana);
      const ending = await deletion(store, { author: bruno, room, seq, moderated: true });
      const { note = 0 } = placed((await one(store, ending)).outcome);
      const undoing = await store.moderation.takeUndo(note);
      expect(JSON.parse(undoing!.undo)).toEqual({ body: "", files });
      const back = await one(store, await restoration(store, bruno, { seq, files }));
      expect(back.changes[0]?.messages).toMatchObject([{ seq, body: "", files: told }]);
      expect(await store.messages.find(room, [seq])).toMatchObject([{ files: told }]);
      expect((await store.files.find(files[1]!))?.expiresAt).toBeUndefined();
    },
  },
  {
    name: "a message comes back without the files that are gone, and not without any and a text",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const { seq, files } = await posted(store, ana);
      await one(store, await deletion(store, { author: bruno, room, seq, moderated: true }));
      for (const id of files) await store.files.cancel(id);
      const back = await restoration(store, bruno, { seq, files });
      expect((await one(store, back)).outcome).toMatchObject({ kind: "refused", code: "conflict" });
      const worded = await one(store, { ...back, body: "legenda" });
      expect(worded.changes[0]?.messages[0]).toMatchObject({ body: "legenda" });
      expect(worded.changes[0]?.messages[0]).not.toHaveProperty("files");
    },
  },
  {
    name: "a room's files are listed, searched, sorted and counted",
    async run({ store }) {
      const { ana, bruno, room } = await scene(store);
      const { told: [photo, note], seq } = await posted(store, ana);
      const movie = await sent(store, bruno, {
        ...{ name: "Ação Final 100%.mp4", size: 9_000 },
        content: contentOf("filme", { type: "video/mp4" }),
      });
      const body = "";
      await one(store, await draft(store, { author: bruno, room, body, files: [movie.id] }));
      await sent(store, ana, { name: "guardado.png" });
      const list = async (query: Partial<Parameters<typeof store.files.inRoom>[1]>) => {
        const all = { order: "newest" as const, limit: 10, offset: 0 };
        const { files, total } = await store.files.inRoom(room, { ...all, ...query });
        return { names: files.map(({ file }) => file.name), total };
      };
      const [first, second, third] = ["praia.png", "nota.txt", movie.name];
      expect(await list({})).toEqual({ names: [third, first, second], total: 3 });
      expect((await list({ order: "oldest" })).names).toEqual([first, second, third]);
      expect((await list({ order: "largest" })).names).toEqual([third, first, second]);
      expect((await list({ order: "smallest" })).names).toEqual([second, first, third]);
      expect((await list({ order: "name" })).names).toEqual([third, second, first]);
      expect(await list({ limit: 1, offset: 1 })).toEqual({ names: [first], total: 3 });
      expect(await list({ words: ["acao", "00%"] })).toEqual({ names: [third], total: 1 });
      expect(await list({ words: ["a_ao"] })).toEqual({ names: [], total: 0 });
      expect(await list({ kind: "document" })).toEqual({ names: [second], total: 1 });
      expect(await list({ kind: "image" })).toEqual({ names: [first], total: 1 });
      expect(await list({ kind: "other" })).toEqual({ names: [], total: 0 });
      expect(await list({ from: bruno.id })).toEqual({ names: [third], total: 1 });
      const some = await store.files.someInRoom(room, [movie.id, newId(), photo!.id]);
      expect(some.map(({ file }) => file.id)).toEqual([movie.id, photo!.id]);
      expect(some[1]).toMatchObject({ file: photo, seq, author: { id: ana.id, name: "Ana" } });
      expect(await store.files.someInRoom(room + 1, [note!.id])).toEqual([]);
    },
  },
  {
    name: "the files of a room that was ended go with its messages",
    async run({ store }) {
      const { ana } = await scene(store);
      const room = await store.rooms.create({
        ...{ slug: "copa", name: "Copa", topic: "", kind: "private", members: [ana.id] },
      });
      const { id } = await sent(store, ana);
      await one(store, await draft(store, { author: ana, room, body: "", files: [id] }));
      await store.rooms.erase(room);
      expect(await store.messages.forgetMessages()).toBe(1);
      const file = await store.files.find(id);
      expect(file?.place).toBeUndefined();
      expect(file!.expiresAt! - Date.now()).toBeLessThanOrEqual(MINUTE);
    },
  },
  {
    name: "of a deleted account what was sent stays, and what was not goes with the next sweep",
    async run({ store }) {
      const { ana, room } = await scene(store);
      const { seq, told, files } = await posted(store, ana);
      const [kept, coming] = [await sent(store, ana), await announce(store, ana)];
      await store.people.erase(ana.id);
      expect(await store.messages.find(room, [seq])).toMatchObject([{ files: told }]);
      expect((await store.files.find(files[0]!))?.place).toEqual({ room, seq });
      expect(await store.files.find(kept.id)).toBeUndefined();
      expect((await store.files.sweep()).sort()).toEqual([kept.id, coming.id].sort());
    },
  },
];
