import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import type { FrameOf } from "@/lib/chat/server_frame.ts";
import { Herald } from "@/lib/client/herald.ts";
import type { LineMember } from "@/lib/client/page_line.ts";
import { turn } from "../../support/fake_clock.ts";
import { ana, bruno, geral, message, welcome } from "./world.ts";

/** A herald in a page that nobody looks at, and what it told. */
function setHerald({ before = 0, looked = false } = {}) {
  const told = { marks: [] as unknown[], sounds: 0, news: [] as string[], untold: [] as number[] };
  const rooms = signal([{ ...geral, unread: 0 }]);
  const here = signal(false);
  let member: LineMember | undefined;
  const herald = new Herald({
    ...{ me: signal(ana), rooms, shown: rooms, here, before },
    looked: () => Promise.resolve(looked),
    join(joined) {
      member = joined;
      return () => member = undefined;
    },
    mark: (mark) => told.marks.push(mark),
    sound: () => told.sounds++,
    tell: ({ message: { body } }) => told.news.push(body),
    untell: (room) => told.untold.push(room),
  });
  herald.start();
  const say = async (...messages: Message[]) => {
    const to = Math.max(...messages.map(({ rev }) => rev));
    member?.heard({ t: "events", room: geral.id, from: 0, to, messages });
    await turn();
  };
  member?.heard(welcome() as FrameOf<"welcome">);
  return { herald, told, rooms, here, say, joined: () => member !== undefined };
}

const next = geral.rev + 1;
const from = (seq: number, changes: Partial<Message> = {}) =>
  message(seq, { author: bruno, ...changes });

Deno.test("what comes while nobody looks is told, once", async () => {
  const { told, say } = setHerald();
  await say(from(next, { body: "venham" }));
  await say(from(next, { body: "venham" }));
  expect(told.news).toEqual(["venham"]);
});

Deno.test("neither own words, nor changes, nor comings and goings are news", async () => {
  const { told, say } = setHerald();
  await say(
    message(next, { author: ana }),
    from(next + 1, { rev: next + 9 }),
    from(next + 2, { kind: "system" }),
  );
  expect(told.news).toEqual([]);
});

Deno.test("a room tells of as much as its setting says", async () => {
  const { told, rooms, say } = setHerald();
  rooms.value = [{ ...geral, unread: 0, notify: "mentions" }];
  await say(from(next, { body: "nada" }), from(next + 1, { body: "ana!", mentions: [ana.id] }));
  rooms.value = [{ ...geral, unread: 0, notify: "nothing" }];
  await say(from(next + 2, { body: "todos!", all: true }));
  expect(told.news).toEqual(["ana!"]);
});

Deno.test("somebody who looks, here or at another page, is told nothing", async () => {
  const elsewhere = setHerald({ looked: true });
  await elsewhere.say(from(next));
  elsewhere.rooms.value = [{ ...geral, unread: 3 }];
  await turn();
  const { told, here, say } = setHerald();
  here.value = true;
  await say(from(next));
  expect([elsewhere.told.news, elsewhere.told.sounds, told.news]).toEqual([[], 0, []]);
});

Deno.test("a burst is one sound, and what came before the herald is heard too", async () => {
  const { told, rooms } = setHerald();
  for (const unread of [1, 2, 3]) rooms.value = [{ ...geral, unread }];
  await turn();
  expect(told.sounds).toBe(1);
  expect(told.marks).toEqual([0, "some", "some", "some"]);
});

Deno.test("what comes right after something that was seen is heard all the same", async () => {
  const { told, rooms, here } = setHerald();
  here.value = true;
  rooms.value = [{ ...geral, unread: 1 }];
  await turn();
  here.value = false;
  rooms.value = [{ ...geral, unread: 2 }];
  await turn();
  expect(told.sounds).toBe(1);
});

Deno.test("what is read is told no more", async () => {
  const { told, rooms, say } = setHerald();
  rooms.value = [{ ...geral, unread: 1 }];
  await say(from(next));
  expect(told.untold).toEqual([]);
  rooms.value = [{ ...geral, unread: 0 }];
  expect(told.untold).toEqual([geral.id]);
});

Deno.test("a herald that has stopped listens to nothing", () => {
  const { herald, told, rooms, joined } = setHerald();
  herald.stop();
  rooms.value = [{ ...geral, unread: 4 }];
  expect([joined(), told.marks]).toEqual([false, [0]]);
});
