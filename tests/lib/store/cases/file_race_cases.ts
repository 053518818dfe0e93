import { expect } from "expect";
import type { Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import type { World } from "../world.ts";
import { deletion, draft, geralOf, newId, placed, signUp } from "../world.ts";
import { announce, contentOf, DAY, MINUTE, sent } from "./file_scene.ts";

const ROUNDS = 6;

/** Two instances, and Ana in `geral` and `copa`. */
async function scene(world: World) {
  const [here, there] = [world.store, await world.instance()];
  const ana = await signUp(here, "Ana");
  const copa = await here.rooms.create({
    ...{ slug: "copa", name: "Copa", topic: "", kind: "private", members: [ana.id] },
  });
  return { here, there, ana, rooms: [await geralOf(here), copa] as const };
}

/** A file that all has been noted of, held, and not finished. */
async function almost(store: Store, ana: Awaited<ReturnType<typeof signUp>>) {
  const { id, size } = await announce(store, ana);
  await store.files.hold(id, "a", MINUTE);
  await store.files.advance(id, "a", size, { ms: MINUTE, ttlMs: DAY });
  return id;
}

/** What a call came to: "done", or the code of its refusal. */
function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => "done", ({ code }) => code);
}

export const fileRaceCases: readonly Case[] = [
  {
    name: "the same content that is finished on both at once is kept once",
    async run(world) {
      const { here, there, ana } = await scene(world);
      for (let round = 0; round < ROUNDS; round++) {
        const ids = [await almost(here, ana), await almost(there, ana)];
        const content = contentOf(`igual ${round}`);
        const wholes = await Promise.all(
          [here, there].map((store, at) => store.files.finish(ids[at]!, "a", content, DAY)),
        );
        expect(wholes[0]).toEqual(wholes[1]);
        const stray = ids.filter((id) => id !== wholes[0]!.blob);
        expect(stray).toHaveLength(1);
        const swept = await there.files.sweep();
        expect(swept).toEqual(stray);
        await there.files.swept(swept);
      }
    },
  },
  {
    name: "content that is found again while its last file goes is never swept from under it",
    async run(world) {
      const { here, there, ana } = await scene(world);
      for (let round = 0; round < ROUNDS; round++) {
        const content = contentOf(`volta ${round}`);
        const first = await sent(here, ana, { content });
        const second = await almost(there, ana);
        const [, whole] = await Promise.all([
          here.files.cancel(first.id),
          there.files.finish(second, "a", content, DAY),
          here.files.sweep().then((ids) => here.files.swept(ids)),
        ]);
        const gone = await here.files.sweep();
        expect(gone).not.toContain(whole.blob);
        await here.files.swept(gone);
        expect((await there.files.find(second))?.whole).toEqual(whole);
        await there.files.cancel(second);
        await there.files.swept(await there.files.sweep());
      }
      expect(await here.files.usage(ana.id)).toMatchObject({ person: 0, server: 0 });
    },
  },
  {
    name: "space is given out once, however many ask on both at once",
    async run(world) {
      const { here, there, ana } = await scene(world);
      const quota = { person: 1_000 };
      const asked = Array.from(
        { length: 12 },
        (_, at) => codeOf(announce(at % 2 === 0 ? here : there, ana, { size: 300, quota })),
      );
      const codes = await Promise.all(asked);
      expect(codes.filter((code) => code === "done")).toHaveLength(3);
      expect(codes.filter((code) => code === "too_large")).toHaveLength(9);
      const few = Array.from(
        { length: 8 },
        (_, at) =>
          codeOf(announce(at % 2 === 0 ? here : there, ana, { size: 0, quota: { open: 5 } })),
      );
      expect((await Promise.all(few)).filter((code) => code === "done")).toHaveLength(2);
    },
  },
  {
    name: "of two who want to write a file one does, and whoever lost it can do nothing more",
    async run(world) {
      const { here, there, ana } = await scene(world);
      for (let round = 0; round < ROUNDS; round++) {
        const { id } = await announce(here, ana);
        const [first, second] = await Promise.all([
          codeOf(here.files.hold(id, "a", MINUTE)),
          codeOf(there.files.hold(id, "b", MINUTE)),
        ]);
        expect([first, second].sort()).toEqual(["conflict", "done"]);
        const [holder, other] = first === "done" ? ["a", "b"] : ["b", "a"];
        const more = { ms: 0, ttlMs: DAY };
        await here.files.advance(id, holder!, 3_000, more);
        expect(await codeOf(there.files.hold(id, other!, MINUTE))).toBe("done");
        expect(await codeOf(here.files.advance(id, holder!, 3_000, more))).toBe("conflict");
        const late = here.files.finish(id, holder!, contentOf(id), DAY);
        expect(await codeOf(late)).toBe("conflict");
      }
    },
  },
  {
    name:
      "of messages in two rooms that want the same files at once one has them, and no one waits",
    async run(world) {
      const { here, there, ana: author, rooms: [geral, copa] } = await scene(world);
      for (let round = 0; round < ROUNDS; round++) {
        const files = [(await sent(here, author)).id, (await sent(here, author)).id];
        const wish = { author, body: "" };
        const one = await draft(here, { ...wish, room: geral, files });
        const two = await draft(there, { ...wish, room: copa, files: files.toReversed() });
        const done = await Promise.all([here.messages.commit([one]), there.messages.commit([two])]);
        const kinds = done.map(({ outcomes }) => outcomes[0]?.kind);
        expect(kinds.toSorted()).toEqual(["done", "refused"]);
        const winner = kinds[0] === "done" ? geral : copa;
        for (const id of files) {
          expect((await there.files.find(id))?.place?.room).toBe(winner);
        }
      }
    },
  },
  {
    name: "a file that is sent in its last moment is its message's, or gone, never both",
    async run(world) {
      const { here, there, ana: author, rooms: [room] } = await scene(world);
      for (let round = 0; round < ROUNDS; round++) {
        const { id } = await sent(here, author, { keptMs: 15 });
        const wish = await draft(here, { author, room, body: "", files: [id] });
        const [{ outcomes }] = await Promise.all([
          here.messages.commit([wish]),
          there.files.sweep(),
          there.files.cancel(id),
        ]);
        await there.files.sweep();
        const file = await there.files.find(id);
        if (outcomes[0]?.kind === "refused") expect(file).toBeUndefined();
        else {
          expect(file?.place).toEqual({ room, seq: placed(outcomes[0]).seq });
          expect(await there.files.sweep()).not.toContain(file?.whole?.blob);
        }
      }
    },
  },
  {
    name: "who sends, deletes, cancels, finishes, copies and sweeps never waits crosswise",
    async run(world) {
      const { here, there, ana: author, rooms } = await scene(world);
      const work = async (store: Store, at: number): Promise<void> => {
        const room = rooms[at % 2]!;
        const content = contentOf(`c${at % 3}`);
        const files = [(await sent(store, author, { content })).id, (await sent(store, author)).id];
        const wish = await draft(store, { author, room, body: "", files });
        const { seq } = placed((await store.messages.commit([wish])).outcomes[0]);
        const copy = { id: newId(), owner: author.id, ttlMs: at % 2 === 0 ? 0 : DAY };
        await Promise.all([
          store.files.copy(files[0]!, copy),
          store.files.sweep().then((ids) => store.files.swept(ids)),
          deletion(store, { author, room, seq }).then((end) => store.messages.commit([end])),
        ]);
        await Promise.all([...files, copy.id].map((id) => store.files.cancel(id)));
      };
      const all = Array.from({ length: 8 }, (_, at) => work(at % 2 === 0 ? here : there, at));
      await Promise.all(all);
      await here.files.swept(await here.files.sweep());
      expect(await there.files.sweep()).toEqual([]);
      expect(await there.files.usage(author.id)).toMatchObject({ person: 0, server: 0 });
    },
  },
];
