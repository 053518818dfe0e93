import { expect } from "expect";
import type { Room } from "@/lib/chat/model.ts";
import { roomBeside } from "@/lib/client/room_steps.ts";

function room(id: number, about: Partial<Room> = {}): Room {
  return {
    ...{ id, slug: `sala-${id}`, name: `sala ${id}`, topic: "", kind: "public", rev: 0 },
    ...{ joined: true, readSeq: 0, unread: 0, mentions: 0 },
    ...about,
  };
}

const ROOMS = [
  room(1),
  room(2, { kind: "direct" }),
  room(3, { unread: 2 }),
  room(4, { joined: false }),
  room(5, { unread: 1, notify: "nothing" }),
  room(6, { kind: "direct", unread: 1 }),
];
const from = (current: number | undefined, by: 1 | -1, news = false) =>
  roomBeside(ROOMS, { current, by, news })?.id;

Deno.test("one goes through the rooms in the order of the list, and round", () => {
  expect([from(1, 1), from(3, 1), from(5, 1), from(2, 1), from(6, 1)]).toEqual([3, 5, 2, 6, 1]);
  expect([from(1, -1), from(6, -1)]).toEqual([6, 2]);
});

Deno.test("from a page that is no room one comes in at the nearer end", () => {
  expect([from(undefined, 1), from(undefined, -1)]).toEqual([1, 6]);
});

Deno.test("unread rooms are those that tell of it", () => {
  expect([from(1, 1, true), from(3, 1, true), from(1, -1, true)]).toEqual([3, 6, 6]);
  expect(roomBeside([room(1), room(2)], { current: 1, by: 1, news: true })).toBe(undefined);
});
