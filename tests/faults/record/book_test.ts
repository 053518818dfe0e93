import { expect } from "expect";
import type { Wish } from "./deed.ts";
import { Book } from "./book.ts";

const ID = "a".repeat(32);
const THUMB: Wish = { kind: "react", seq: 3, emoji: "👍", on: true, base: 3 };
const FRAME = { t: "react", id: ID, room: 1, seq: 3, emoji: "👍", on: true } as const;

function bookOf(...stores: string[]) {
  let time = 0;
  const book = new Book(1, () => ++time);
  const deeds = stores.map((store) =>
    book.want(THUMB, { author: 1, by: "Ana/geral", room: 1, store })
  );
  return { book, deeds };
}

Deno.test("a frame is the deed whose content it has, and again under its id", () => {
  const { book, deeds: [thumb] } = bookOf("a");
  book.sent(1, FRAME, { by: "Ana/geral 1", store: "a" });
  book.sent(1, FRAME, { by: "Ana/geral 2", store: "a" });
  expect(thumb).toMatchObject({ id: ID, sentAt: [2, 3], sentBy: ["Ana/geral 1", "Ana/geral 2"] });
  expect(book.strays).toEqual([]);
});

Deno.test("of two that are the same, the one for the database that is there", () => {
  const { book, deeds: [old, present] } = bookOf("a", "b");
  book.sent(1, FRAME, { by: "Ana/geral 1", store: "b" });
  expect([old?.id, present?.id]).toEqual([undefined, ID]);
});

Deno.test("a refusal stands until the deed is sent again; one for now is none", () => {
  const { book, deeds: [thumb] } = bookOf("a");
  const where = { by: "Ana/geral 1", store: "a" };
  const nack = { t: "nack", id: ID, code: "forbidden", message: "", retry: false } as const;
  book.sent(1, FRAME, where);
  book.refused(1, { ...nack, retry: true });
  expect(thumb?.refused).toBeUndefined();
  book.refused(1, nack);
  expect(thumb?.refused?.code).toBe("forbidden");
  book.sent(1, FRAME, where);
  expect(thumb?.refused).toBeUndefined();
});

Deno.test("no two texts are the same, and each says whose it is", () => {
  const texts = [1, 2].flatMap((episode) => {
    const book = new Book(episode);
    return [book.textBy("Ana"), book.textBy("Ana")];
  });
  expect(new Set(texts).size).toBe(4);
  expect(texts[0]).toMatch(/^Ana /);
});
