import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { ReplyBook } from "@/lib/client/reply_book.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { message } from "./world.ts";

function setUp(...held: Message[]) {
  const asked: number[] = [];
  const answers: (Message[] | Error)[] = [];
  const known = new Map(held.map((one) => [one.seq, one]));
  const book = new ReplyBook((seq) => known.get(seq), (seq) => {
    asked.push(seq);
    const answer = answers.shift() ?? [];
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(page({ messages: answer }));
  });
  return { asked, answers, known, book };
}

function page(changes: Partial<LoadedPage> = {}): LoadedPage {
  return { messages: [], rev: 0, more: false, ...changes };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

Deno.test("what a message replies to is at hand: held, told by a page, or changed since", () => {
  const { asked, book } = setUp(message(5));
  book.take(page({ origins: [message(2)] }));
  expect(book.originOf(5)).toEqual(message(5));
  expect(book.originOf(2)).toEqual(message(2));
  const edited = message(2, { rev: 9, body: "corrigida" });
  book.hear([edited, message(2, { rev: 8, body: "de antes" })]);
  expect(book.originOf(2)).toEqual(edited);
  book.take(page({ origins: [message(2)] }));
  expect(book.originOf(2)).toEqual(edited);
  expect(asked).toEqual([]);
});

Deno.test("what is not at hand is asked for once, and what comes meanwhile is newer", async () => {
  const { asked, answers, book } = setUp();
  answers.push([message(2)]);
  expect([book.originOf(2), book.originOf(2)]).toEqual([undefined, undefined]);
  const edited = message(2, { rev: 9, body: "corrigida" });
  book.hear([edited]);
  await turn();
  expect(book.originOf(2)).toEqual(edited);
  expect(asked).toEqual([2]);
});

Deno.test("an origin that is not there any more is not asked for again, one that failed is", async () => {
  const { asked, answers, book } = setUp();
  answers.push([message(7)], new Error("sem rede"), [message(3)]);
  for (const seq of [2, 3, 2, 3]) {
    book.originOf(seq);
    await turn();
  }
  expect(asked).toEqual([2, 3, 3]);
  expect([book.originOf(2), book.originOf(3)]).toEqual([undefined, message(3)]);
});

Deno.test("replies are counted once, whoever tells of them, and not when they are deleted", () => {
  const { known, book } = setUp();
  book.take(page({ replies: [{ seq: 1, by: [3, 4] }] }));
  book.hear([message(5, { replyTo: 1 }), message(4, { replyTo: 1 })]);
  expect(book.repliesTo(1)).toEqual([3, 4, 5]);
  book.hear([message(4, { rev: 9, deleted: true, body: "" })]);
  expect(book.repliesTo(1)).toEqual([3, 5]);
  known.set(4, message(4, { rev: 9, deleted: true, body: "" }));
  // A page that was read before the deletion.
  book.take(page({ replies: [{ seq: 1, by: [3, 4] }] }));
  expect(book.repliesTo(1)).toEqual([3, 5]);
  expect(book.repliesTo(1)).toBe(book.repliesTo(1));
  expect(book.repliesTo(2)).toEqual([]);
});

Deno.test("a restored reply counts again, and a reset forgets all", () => {
  const { book } = setUp();
  book.hear([message(4, { replyTo: 1 }), message(4, { rev: 5, deleted: true, body: "" })]);
  expect(book.repliesTo(1)).toEqual([]);
  book.hear([message(4, { rev: 6, replyTo: 1 })]);
  expect(book.repliesTo(1)).toEqual([4]);
  book.begin(page({ origins: [message(9)], replies: [{ seq: 8, by: [9] }] }));
  expect([book.repliesTo(1), book.repliesTo(8)]).toEqual([[], [9]]);
});
