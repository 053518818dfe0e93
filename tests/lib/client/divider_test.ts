import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { Divider } from "@/lib/client/divider.ts";
import { ana, message } from "./world.ts";

function setUp(seqs: number[], { readSeq = 0, unread = 0, whole = true, attached = true } = {}) {
  const messages = signal<readonly Message[]>(seqs.map((seq) => message(seq)));
  const isWhole = signal(whole);
  const isAttached = signal(attached);
  const divider = new Divider({
    ...{ messages, whole: isWhole, attached: isAttached, me: ana.id, readSeq, unread },
  });
  return { messages, whole: isWhole, attached: isAttached, divider };
}

Deno.test("the new messages begin after what was read, and stay where they began", () => {
  const { messages, divider } = setUp([1, 2, 3, 4], { readSeq: 2, unread: 2 });
  expect(divider.news.value).toMatchObject({ count: 2, first: { seq: 3 } });
  expect(divider.after).toBe(2);
  messages.value = [...messages.value, message(5)];
  expect(divider.news.value).toMatchObject({ count: 3, first: { seq: 3 } });
  divider.dismiss();
  messages.value = [...messages.value, message(6)];
  expect([divider.news.value, divider.after]).toEqual([undefined, undefined]);
});

Deno.test("where nothing was unread nothing is new, until it is marked", () => {
  const { divider } = setUp([1, 2], { readSeq: 2 });
  expect(divider.news.value).toBe(undefined);
  divider.place(1);
  expect(divider.news.value).toMatchObject({ count: 1, first: { seq: 2 } });
});

Deno.test("own and deleted messages are not new", () => {
  const { messages, divider } = setUp([1], { readSeq: 1, unread: 3 });
  messages.value = [
    message(1),
    message(2, { author: { id: ana.id, name: "Ana" } }),
    message(3, { deleted: true, body: "" }),
  ];
  expect(divider.news.value).toBe(undefined);
  messages.value = [...messages.value, message(4)];
  expect(divider.news.value).toMatchObject({ count: 1, first: { seq: 4 } });
});

Deno.test("what begins before the page of messages is counted, and has no place there yet", () => {
  const { messages, whole, divider } = setUp([60, 61], { readSeq: 5, unread: 40, whole: false });
  expect(divider.news.value).toEqual({ count: 40, first: undefined });
  expect(divider.after).toBe(undefined);
  messages.value = [5, 6, 60, 61].map((seq) => message(seq));
  expect(divider.news.value).toMatchObject({ count: 3, first: { seq: 6 } });
  messages.value = [8, 60].map((seq) => message(seq));
  expect(divider.after).toBe(undefined);
  whole.value = true;
  expect(divider.after).toBe(5);
});

Deno.test("far from where the new messages begin, above or below, they have no place there", () => {
  const { messages, attached, divider } = setUp([70, 71], {
    ...{ readSeq: 40, unread: 30, whole: false, attached: false },
  });
  expect([divider.news.value, divider.begins]).toEqual([{ count: 30, first: undefined }, 40]);
  messages.value = [10, 11].map((seq) => message(seq));
  expect(divider.news.value).toEqual({ count: 30, first: undefined });
  // All of them are told of, though not all of them are here.
  messages.value = [40, 41, 42].map((seq) => message(seq));
  expect(divider.news.value).toMatchObject({ count: 30, first: { seq: 41 } });
  expect(divider.after).toBe(40);
  attached.value = true;
  expect(divider.news.value).toMatchObject({ count: 2, first: { seq: 41 } });
});

Deno.test("far from the end what comes is counted to what was new, and a new mark counts anew", () => {
  const { divider } = setUp([10, 11], { readSeq: 40, unread: 30, whole: false, attached: false });
  divider.arrived(2);
  expect(divider.news.value).toEqual({ count: 32, first: undefined });
  // They have read all of it, and left.
  divider.place(72, 1);
  expect(divider.news.value).toEqual({ count: 1, first: undefined });
  divider.place(72, 2);
  expect(divider.news.value).toEqual({ count: 3, first: undefined });
  divider.dismiss();
  divider.arrived(4);
  expect(divider.news.value).toBe(undefined);
  divider.place(79, 1);
  expect(divider.news.value).toEqual({ count: 1, first: undefined });
});
