import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import type { LineMember } from "@/lib/client/page_line.ts";
import { SideList } from "@/lib/client/side_list.ts";

const ROOM = 7;

function message(seq: number, changes: Partial<Message> = {}): Message {
  return {
    ...{ room: ROOM, seq, rev: seq, id: String(seq).padStart(32, "0"), kind: "text" },
    ...{ author: { id: 2, name: "Bruno" }, body: `m${seq}`, at: "2026-11-20T17:00:00.000Z" },
    replyTo: 1,
    ...changes,
  };
}

function events(messages: Message[], room = ROOM): FrameOf<"events"> {
  const revs = messages.map(({ rev }) => rev);
  return { t: "events", room, from: Math.min(...revs) - 1, to: Math.max(...revs), messages };
}

/** A list of the answers to message 1, with pages that come when the test says so. */
class Scene {
  readonly shown = signal<readonly Message[]>([]);
  readonly asked: number[] = [];
  readonly list: SideList;
  #member: LineMember | undefined;
  #answers: PromiseWithResolvers<{ messages: readonly Message[]; more: boolean }>[] = [];

  constructor() {
    this.list = new SideList({
      room: ROOM,
      line: {
        join: (member) => {
          this.#member = member;
          return () => this.#member = undefined;
        },
      },
      shown: this.shown,
      belongs: ({ replyTo, deleted }) => replyTo === 1 && !deleted,
      load: (after) => {
        this.asked.push(after);
        const answer = Promise.withResolvers<{ messages: readonly Message[]; more: boolean }>();
        this.#answers.push(answer);
        return answer.promise;
      },
    });
  }

  hear(frame: ServerFrame): void {
    this.#member?.heard(frame);
  }

  /** The oldest page that was asked for comes. */
  async answer(messages: readonly Message[], more = false): Promise<void> {
    this.#answers.shift()?.resolve({ messages, more });
    await Promise.resolve();
    await Promise.resolve();
  }

  async fail(): Promise<void> {
    this.#answers.shift()?.reject(new Error("no network"));
    await Promise.resolve();
    await Promise.resolve();
  }

  get bodies(): string[] {
    return this.list.messages.value.map(({ body }) => body);
  }
}

Deno.test("what was loaded stands there, and what comes after it", async () => {
  const scene = new Scene();
  scene.list.start();
  expect(scene.list.state.value).toBe("busy");
  await scene.answer([message(2), message(3)]);
  scene.hear(events([message(5), message(4, { replyTo: undefined })]));
  scene.hear(events([message(6)], ROOM + 1));
  expect([scene.list.state.value, scene.bodies]).toEqual(["there", ["m2", "m3", "m5"]]);
});

Deno.test("a change that was heard while an older page was on its way stays", async () => {
  const scene = new Scene();
  scene.list.start();
  scene.hear(events([message(2, { rev: 9, body: "mudada" }), message(8)]));
  await scene.answer([message(2), message(3)]);
  expect(scene.bodies).toEqual(["mudada", "m3", "m8"]);
});

Deno.test("what does not belong there any more is gone", async () => {
  const scene = new Scene();
  scene.list.start();
  await scene.answer([message(2), message(3)]);
  scene.hear(events([message(2, { rev: 9, body: "", deleted: true, replyTo: undefined })]));
  expect(scene.bodies).toEqual(["m3"]);
});

Deno.test("own changes on their way show, and answers that only the log knows yet", async () => {
  const scene = new Scene();
  scene.list.start();
  await scene.answer([message(2)]);
  scene.shown.value = [message(2, { body: "a caminho" }), message(4), message(5, { replyTo: 3 })];
  expect(scene.bodies).toEqual(["a caminho", "m4"]);
  scene.shown.value = [];
  expect(scene.bodies).toEqual(["m2"]);
});

Deno.test("more is asked for behind the last page, whatever has come meanwhile", async () => {
  const scene = new Scene();
  scene.list.start();
  await scene.answer([message(2), message(3)], true);
  scene.hear(events([message(50)]));
  void scene.list.loadMore();
  await scene.answer([message(4), message(5)]);
  expect(scene.asked).toEqual([0, 3]);
  expect(scene.bodies).toEqual(["m2", "m3", "m4", "m5", "m50"]);
  expect(scene.list.more.value).toBe(false);
});

Deno.test("more that does not come is told, and can be asked for again", async () => {
  const scene = new Scene();
  scene.list.start();
  await scene.answer([message(2)], true);
  void scene.list.loadMore();
  void scene.list.loadMore();
  expect([scene.list.behind.value, scene.asked]).toEqual(["busy", [0, 2]]);
  await scene.fail();
  expect([scene.list.behind.value, scene.bodies]).toEqual(["failed", ["m2"]]);
  void scene.list.loadMore();
  await scene.answer([message(3)]);
  expect([scene.list.behind.value, scene.bodies]).toEqual(["idle", ["m2", "m3"]]);
});

Deno.test("after a new greeting or a reset all is loaded anew, and an older page is of no use", async () => {
  const scene = new Scene();
  scene.list.start();
  await scene.answer([message(2), message(3)]);
  scene.hear({ t: "reset", room: ROOM, rev: 9 });
  scene.hear({ t: "reset", room: ROOM + 1, rev: 9 });
  expect(scene.bodies).toEqual(["m2", "m3"]);
  scene.list.load();
  await scene.answer([message(2)]);
  expect(scene.bodies).toEqual(["m2", "m3"]);
  await scene.answer([message(3)]);
  expect(scene.bodies).toEqual(["m3"]);
  expect(scene.asked).toEqual([0, 0, 0]);
});

Deno.test("what does not come says so, unless there is something already", async () => {
  const scene = new Scene();
  scene.list.start();
  await scene.fail();
  expect(scene.list.state.value).toBe("failed");
  void scene.list.load();
  expect(scene.list.state.value).toBe("busy");
  await scene.answer([message(2)]);
  expect(scene.list.state.value).toBe("there");
  void scene.list.load();
  await scene.fail();
  expect([scene.list.state.value, scene.bodies]).toEqual(["there", ["m2"]]);
});

Deno.test("a list that was closed takes nothing any more", async () => {
  const scene = new Scene();
  const stop = scene.list.start();
  stop();
  await scene.answer([message(2)]);
  scene.hear(events([message(3)]));
  expect([scene.list.state.value, scene.bodies]).toEqual(["busy", []]);
});
