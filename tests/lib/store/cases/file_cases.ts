import { expect } from "expect";
import type { FileState, Store } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { newId, signUp } from "../world.ts";
import { announce, contentOf, DAY, HOLDER, MINUTE, sent } from "./file_scene.ts";

const MORE = { ms: MINUTE, ttlMs: DAY };

/** Ana and Bruno. */
async function scene(store: Store) {
  return { ana: await signUp(store, "Ana"), bruno: await signUp(store, "Bruno") };
}

function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(() => "done", ({ code, field }) => field === undefined ? code : [code, field]);
}

export const fileCases: readonly Case[] = [
  {
    name: "a file that is announced is there, empty, for as long as was said",
    async run({ store }) {
      const { ana } = await scene(store);
      const before = Date.now();
      const file = await announce(store, ana, { name: "férias 🏖.zip", ttlMs: DAY });
      expect(file).toMatchObject({ owner: ana.id, name: "férias 🏖.zip", size: 3_000, received: 0 });
      expect(file.whole).toBeUndefined();
      expect(file.place).toBeUndefined();
      expect(Math.abs(file.expiresAt! - before - DAY)).toBeLessThan(MINUTE);
      expect(await store.files.find(file.id)).toEqual(file);
      expect(await store.files.find(newId())).toBeUndefined();
    },
  },
  {
    name: "what is announced takes its space at once, of the person and of the server",
    async run({ store }) {
      const { ana, bruno } = await scene(store);
      await announce(store, ana, { size: 600 });
      expect(await store.files.usage(ana.id)).toMatchObject({ person: 600, server: 600 });
      expect(await store.files.usage(bruno.id)).toMatchObject({ person: 0, server: 600 });
      const wanted = { size: 401, quota: { person: 1_000 } };
      expect(await codeOf(announce(store, ana, wanted))).toEqual(["too_large", "person"]);
      expect(await codeOf(announce(store, ana, { ...wanted, size: 400 }))).toBe("done");
      const late = { size: 1, quota: { server: 1_000 } };
      expect(await codeOf(announce(store, bruno, late))).toEqual(["too_large", "server"]);
      expect(await codeOf(announce(store, bruno, { ...late, size: 0 }))).toBe("done");
    },
  },
  {
    name: "a person has only so many files under way; those that are here do not count",
    async run({ store }) {
      const { ana, bruno } = await scene(store);
      const quota = { open: 2 };
      const first = await announce(store, ana, { quota });
      await announce(store, ana, { quota });
      expect(await codeOf(announce(store, ana, { quota }))).toBe("rate_limited");
      expect(await codeOf(announce(store, bruno, { quota }))).toBe("done");
      await store.files.hold(first.id, HOLDER, MINUTE);
      await store.files.advance(first.id, HOLDER, first.size, MORE);
      await store.files.finish(first.id, HOLDER, contentOf("um"), DAY);
      expect(await codeOf(announce(store, ana, { quota }))).toBe("done");
    },
  },
  {
    name: "only its holder goes on with a file, until it lets go or its time is over",
    async run({ store }) {
      const { ana } = await scene(store);
      const { id } = await announce(store, ana);
      expect(await store.files.hold(id, "um", MINUTE)).toMatchObject({ id, received: 0 });
      expect(await store.files.hold(id, "um", MINUTE)).toMatchObject({ id });
      const refused = await store.files.hold(id, "dois", MINUTE).catch((error) => error);
      expect(refused).toMatchObject({ code: "conflict" });
      expect(refused.afterMs).toBeGreaterThan(0);
      expect(refused.afterMs).toBeLessThanOrEqual(MINUTE);
      expect(await codeOf(store.files.advance(id, "dois", 10, MORE))).toBe("conflict");
      await store.files.release(id, "dois");
      expect(await codeOf(store.files.hold(id, "dois", MINUTE))).toBe("conflict");
      await store.files.release(id, "um");
      await store.files.hold(id, "dois", 0);
      expect(await codeOf(store.files.hold(id, "outro", MINUTE))).toBe("done");
      expect(await codeOf(store.files.advance(id, "dois", 10, MORE))).toBe("conflict");
    },
  },
  {
    name: "a file goes forward only, and never past its end",
    async run({ store }) {
      const { ana } = await scene(store);
      const { id } = await announce(store, ana);
      await store.files.hold(id, HOLDER, MINUTE);
      await store.files.advance(id, HOLDER, 2_000, { ms: MINUTE, ttlMs: 2 * DAY });
      const there = await store.files.find(id);
      expect(there).toMatchObject({ received: 2_000 });
      expect(there!.expiresAt! - Date.now()).toBeGreaterThan(DAY);
      expect(await codeOf(store.files.advance(id, HOLDER, 1_999, MORE))).toBe("conflict");
      expect(await codeOf(store.files.advance(id, HOLDER, 3_001, MORE))).toBe("conflict");
      expect(await codeOf(store.files.advance(id, HOLDER, 2_000, MORE))).toBe("done");
      expect(await store.files.find(id)).toMatchObject({ received: 2_000 });
    },
  },
  {
    name: "a file is finished when all of it is noted, by its holder, once",
    async run({ store }) {
      const { ana } = await scene(store);
      const { id } = await announce(store, ana);
      await store.files.hold(id, HOLDER, MINUTE);
      await store.files.advance(id, HOLDER, 2_999, MORE);
      const finish = (holder: string) => store.files.finish(id, holder, contentOf("um"), MINUTE);
      expect(await codeOf(finish(HOLDER))).toBe("conflict");
      await store.files.advance(id, HOLDER, 3_000, MORE);
      expect(await codeOf(finish("outro"))).toBe("conflict");
      const whole = { blob: id, ...contentOf("um") };
      expect(await finish(HOLDER)).toEqual(whole);
      const file = await store.files.find(id) as FileState;
      expect(file.whole).toEqual(whole);
      expect(file.expiresAt! - Date.now()).toBeLessThanOrEqual(2 * MINUTE);
      expect(await codeOf(finish(HOLDER))).toBe("conflict");
      expect(await codeOf(store.files.hold(id, HOLDER, MINUTE))).toBe("not_found");
      expect(await codeOf(store.files.hold(newId(), HOLDER, MINUTE))).toBe("not_found");
    },
  },
  {
    name: "the same content is kept once, and its second copy's bytes are swept",
    async run({ store }) {
      const { ana, bruno } = await scene(store);
      const content = contentOf("mesmo", { width: undefined, height: undefined });
      const first = await sent(store, ana, { content });
      const second = await sent(store, bruno, { content: { ...content, type: "text/plain" } });
      expect(second.whole).toEqual({ blob: first.id, ...content });
      expect(await store.files.sweep()).toEqual([second.id]);
      expect(await store.files.sweep()).toEqual([second.id]);
      await store.files.swept([second.id]);
      expect(await store.files.sweep()).toEqual([]);
      expect(await store.files.usage(bruno.id)).toMatchObject({ person: 3_000, server: 3_000 });
      const other = await sent(store, bruno, { content, size: 2_999 });
      expect(other.whole?.blob).toBe(other.id);
    },
  },
  {
    name: "content stays for as long as one of its files does",
    async run({ store }) {
      const { ana, bruno } = await scene(store);
      const content = contentOf("mesmo");
      const first = await sent(store, ana, { content });
      const second = await sent(store, bruno, { content });
      await store.files.swept(await store.files.sweep());
      expect(await store.files.cancel(first.id)).toBe(true);
      expect(await store.files.find(first.id)).toBeUndefined();
      expect(await store.files.sweep()).toEqual([]);
      expect(await store.files.cancel(second.id)).toBe(true);
      expect(await store.files.sweep()).toEqual([first.id]);
      const third = await sent(store, ana, { content });
      expect(third.whole?.blob).toBe(third.id);
      await store.files.swept([first.id, third.id]);
      expect((await store.files.find(third.id))?.whole).toEqual({ blob: third.id, ...content });
    },
  },
  {
    name: "a file that is cancelled gives back its space, and the server's with its bytes",
    async run({ store }) {
      const { ana } = await scene(store);
      const { id } = await announce(store, ana);
      await store.files.hold(id, HOLDER, MINUTE);
      await store.files.advance(id, HOLDER, 1_000, MORE);
      await store.files.release(id, HOLDER);
      expect(await store.files.cancel(id)).toBe(true);
      expect(await store.files.cancel(id)).toBe(false);
      expect(await store.files.usage(ana.id)).toMatchObject({ person: 0, server: 1_000 });
      expect(await store.files.sweep()).toEqual([id]);
      await store.files.swept([id]);
      expect(await store.files.usage(ana.id)).toMatchObject({ person: 0, server: 0 });
      expect(await codeOf(store.files.advance(id, HOLDER, 2_000, MORE))).toBe("conflict");
      expect(await codeOf(store.files.finish(id, HOLDER, contentOf(""), DAY))).toBe("not_found");
    },
  },
  {
    name: "the bytes of a file that is cancelled while it is written wait for its writer's end",
    async run({ store }) {
      const { ana } = await scene(store);
      const { id } = await announce(store, ana);
      await store.files.hold(id, HOLDER, MINUTE);
      expect(await store.files.cancel(id)).toBe(true);
      expect(await store.files.sweep()).toEqual([]);
    },
  },
  {
    name: "a file whose time is over is not there, and swept; however many there are",
    async run({ store }) {
      const { ana } = await scene(store);
      const over = await Promise.all(
        Array.from({ length: 130 }, () => sent(store, ana, { size: 10, keptMs: 0 })),
      );
      const kept = await sent(store, ana, { size: 10 });
      expect(await store.files.find(over[0]!.id)).toBeUndefined();
      const [first, second] = [await store.files.sweep(), await store.files.sweep()];
      expect(first).toHaveLength(100);
      expect(second).toEqual(first);
      await store.files.swept(first);
      const rest = await store.files.sweep();
      expect([...first, ...rest].sort()).toEqual(over.map((file) => file.id).sort());
      await store.files.swept(rest);
      expect(await store.files.usage(ana.id)).toMatchObject({ person: 10, server: 10 });
      expect(await store.files.find(kept.id)).toBeDefined();
    },
  },
  {
    name: "a copy is another one's file of the same content, and outlives the first",
    async run({ store }) {
      const { ana, bruno } = await scene(store);
      const first = await sent(store, ana, { name: "nota.pdf" });
      const to = { id: newId(), owner: bruno.id, ttlMs: DAY };
      const copy = await store.files.copy(first.id, to);
      expect(copy).toMatchObject({ id: to.id, owner: bruno.id, name: "nota.pdf", size: 3_000 });
      expect(copy.whole).toEqual(first.whole);
      expect(copy.place).toBeUndefined();
      expect(await store.files.usage(bruno.id)).toMatchObject({ person: 3_000, server: 3_000 });
      await store.files.cancel(first.id);
      expect(await store.files.sweep()).toEqual([]);
      expect((await store.files.find(copy.id))?.whole).toEqual(first.whole);
      const coming = await announce(store, ana);
      for (const id of [first.id, coming.id, newId()]) {
        const again = { ...to, id: newId() };
        expect(await codeOf(store.files.copy(id, again))).toBe("not_found");
      }
    },
  },
  {
    name: "previews are kept with their picture, the first of each size, and go with it",
    async run({ store }) {
      const { ana } = await scene(store);
      const { id } = await sent(store, ana);
      const preview = { width: 640, height: 480, bytes: new Uint8Array([1, 2, 3]) };
      expect(await store.files.preview(id, "small")).toBeUndefined();
      await store.files.keepPreview(id, "small", preview);
      await store.files.keepPreview(id, "small", { ...preview, width: 1 });
      expect(await store.files.preview(id, "small")).toEqual(preview);
      expect(await store.files.preview(id, "large")).toBeUndefined();
      await store.files.cancel(id);
      await store.files.keepPreview(id, "large", preview);
      expect(await store.files.preview(id, "large")).toBeUndefined();
      await store.files.swept(await store.files.sweep());
      expect(await store.files.preview(id, "small")).toBeUndefined();
    },
  },
];
