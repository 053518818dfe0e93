import { expect } from "expect";
import { newsMark } from "@/lib/client/news_mark.ts";
import { geral } from "./world.ts";

const room = { ...geral, unread: 5, mentions: 0 };

Deno.test("an icon has a number for who calls, a point for what is new, and else nothing", () => {
  expect(newsMark([{ ...room, unread: 0 }])).toBe(0);
  expect(newsMark([room])).toBe("some");
  expect(newsMark([room, { ...room, mentions: 2 }])).toBe(2);
  expect(newsMark([{ ...room, kind: "direct", name: "", unread: 3 }])).toBe(3);
});

Deno.test("a room that is to be quiet marks no icon, one of calls marks only those", () => {
  expect(newsMark([{ ...room, mentions: 2, notify: "nothing" }])).toBe(0);
  expect(newsMark([{ ...room, mentions: 2, joined: false }])).toBe(0);
  expect(newsMark([{ ...room, notify: "mentions" }])).toBe(0);
  expect(newsMark([{ ...room, notify: "mentions", mentions: 1 }])).toBe(1);
});
