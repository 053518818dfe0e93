import { expect } from "expect";
import { Case, told } from "./case.ts";

const ELSEWHERE = "Ana (celular)/geral";

Deno.test("an episode in which all went well has no findings", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  const dois = episode.posts("Bruno", "dois");
  episode.does("Ana", { kind: "edit", seq: 1, body: "um, melhor", base: 1 }, { seq: 1 });
  episode.does("Bruno", { kind: "react", seq: 1, emoji: "👍", on: true, base: 3 }, { seq: 1 });
  episode.does("Bruno", { kind: "delete", seq: 2, base: 2 }, { seq: 2 });
  Object.assign(um, {
    rev: 4,
    body: "um, melhor",
    edited: true,
    reactions: new Map([["👍", [2]]]),
  });
  Object.assign(dois, { rev: 5, body: "", deleted: true });
  episode.shows("Clara", [told(um), told(dois)]);
  expect(episode.findings).toEqual([]);
});

Deno.test("what the server tells by itself is nobody's deed, and has no number of its own", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  const line = { author: 2, id: "f".repeat(32), body: "joined", seq: 2, n: 1, system: true };
  const joined = episode.stores(line);
  episode.shows("Clara", [told(um), told(joined)]);
  expect(episode.findings).toEqual([]);
  Object.assign(joined, { system: false });
  expect(episode.harms.toSorted()).toEqual(["phantom", "reordered"]);
});

Deno.test("a pin that was acked stands until somebody who has seen it takes it off", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  episode.does("Ana", { kind: "pin", seq: 1, on: true, base: 1 }, { seq: 1 });
  expect(episode.harms).toEqual(["undone"]);
  Object.assign(um, { rev: 2, pinned: true });
  expect(episode.harms).toEqual([]);
  episode.does("Bruno", { kind: "pin", seq: 1, on: false, base: 2 }, { seq: 1 });
  expect(episode.findings[0]?.what).toBe(
    "Bruno/geral: pin off 1 was acked, and it is pinned",
  );
  Object.assign(um, { rev: 3, pinned: false });
  expect(episode.harms).toEqual([]);
  episode.shows("Clara", [told(um, { pinned: true })]);
  expect(episode.harms).toEqual(["stale"]);
});

Deno.test("a post that was acked and is not there is lost", () => {
  const episode = new Case();
  episode.does("Ana", { kind: "post", body: "um" }, { seq: 1 });
  expect(episode.harms).toEqual(["lost"]);
  expect(episode.findings[0]?.what).toContain('Ana/geral: post "um"');
});

Deno.test("a post that is elsewhere than its ack said is lost", () => {
  const episode = new Case();
  const deed = episode.does("Ana", { kind: "post", body: "um" }, { seq: 2 });
  episode.stores({ author: 1, id: deed.id!, body: "um", seq: 1 });
  expect(episode.harms).toEqual(["lost"]);
});

Deno.test("a post that was never answered is lost only if its page keeps it no more", () => {
  const episode = new Case();
  episode.sends(episode.wants("Ana", { kind: "post", body: "um" }));
  episode.wants("Ana", { kind: "post", body: "dois" });
  expect(episode.findings.length).toBe(2);
  episode.kept.add("um").add("dois");
  expect(episode.harms).toEqual([]);
});

Deno.test("a change that was never answered, and is no longer under way, is lost", () => {
  const episode = new Case();
  episode.posts("Ana", "um");
  const edit = episode.wants("Ana", { kind: "edit", seq: 1, body: "dois", base: 1 });
  expect(episode.harms).toEqual(["lost"]);
  episode.sends(edit);
  expect(episode.harms).toEqual(["lost"]);
  episode.refuses(edit, "conflict");
  expect(episode.harms).toEqual([]);
});

Deno.test("a post that is there twice is doubled, be it under another id", () => {
  const episode = new Case();
  const { author, id } = episode.posts("Ana", "um");
  episode.stores({ author, id, body: "um", seq: 2 });
  expect(episode.harms).toEqual(["doubled"]);
  const other = new Case();
  other.posts("Ana", "um");
  other.stores({ author: 1, id: "f".repeat(32), body: "um", seq: 2 });
  expect(other.harms).toContain("doubled");
});

Deno.test("a post that a page shows twice is doubled", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  episode.shows("Bruno", [told(um), told(um, { seq: 2 })]);
  expect(episode.harms).toContain("doubled");
});

Deno.test("what one tab wrote stands in another order: reordered", () => {
  const episode = new Case();
  const um = episode.wants("Ana", { kind: "post", body: "um" });
  const dois = episode.wants("Ana", { kind: "post", body: "dois" });
  for (const deed of [um, dois]) episode.sends(deed);
  episode.stores({ author: 1, id: dois.id!, body: "dois", seq: 1 });
  episode.stores({ author: 1, id: um.id!, body: "um", seq: 2 });
  episode.acks(dois, 1);
  episode.acks(um, 2);
  expect(episode.harms).toEqual(["reordered"]);
});

Deno.test("whoever answers what is there stands below it, or it is reordered", () => {
  const episode = new Case();
  const question = episode.does("Ana", { kind: "post", body: "quem vem?" }, { seq: 2 });
  const answer = episode.does("Bruno", { kind: "post", body: "eu" }, { seq: 1 });
  episode.stores({ author: 2, id: answer.id!, body: "eu", seq: 1 });
  episode.stores({ author: 1, id: question.id!, body: "quem vem?", seq: 2 });
  expect(episode.harms).toEqual(["reordered"]);
});

Deno.test("two changes of one rev, and a gap in the numbers, are reordered", () => {
  const same = new Case();
  same.posts("Ana", "um");
  same.posts("Ana", "dois").rev = 1;
  expect(same.harms).toEqual(["reordered"]);
  const gap = new Case();
  gap.posts("Ana", "um");
  gap.posts("Ana", "dois").n = 3;
  expect(gap.harms).toEqual(["reordered"]);
});

Deno.test("a message that nobody wrote is a phantom, stored or shown", () => {
  const stored = new Case();
  stored.stores({ author: 1, id: "f".repeat(32), body: "quem?", seq: 1 });
  expect(stored.harms).toEqual(["phantom"]);
  const shown = new Case();
  const um = shown.posts("Ana", "um");
  shown.shows("Bruno", [told(um), told(um, { seq: 2, id: "f".repeat(32), body: "quem?" })]);
  expect(shown.harms).toEqual(["phantom"]);
});

Deno.test("a message that says what nobody wrote there is a phantom", () => {
  const episode = new Case();
  episode.posts("Ana", "um").body = "outra coisa";
  expect(episode.harms).toEqual(["phantom"]);
});

Deno.test("a message that was refused for good and is there is a phantom", () => {
  const episode = new Case();
  const deed = episode.wants("Ana", { kind: "post", body: "um" });
  episode.sends(deed);
  episode.refuses(deed, "forbidden");
  expect(episode.harms).toEqual([]);
  episode.stores({ author: 1, id: deed.id!, body: "um", seq: 1 });
  expect(episode.harms).toEqual(["phantom"]);
});

Deno.test("a message of somebody who had left is a phantom, acked or not", () => {
  const episode = new Case();
  episode.posts("Ana", "até logo");
  episode.book.partings.push({ user: 1, room: 1, from: episode.now, to: Infinity });
  episode.posts("Ana", "ainda aqui");
  expect(episode.harms).toEqual(["phantom"]);
});

Deno.test("a client that sends what nobody wanted is a phantom", () => {
  const episode = new Case();
  const id = "f".repeat(32);
  const where = { by: "Ana/geral", store: episode.store };
  episode.book.sent(1, { t: "send", id, room: 1, body: "quem?" }, where);
  expect(episode.harms).toEqual(["phantom"]);
});

Deno.test("a message that was deleted by nobody is a phantom", () => {
  const episode = new Case();
  Object.assign(episode.posts("Ana", "um"), { deleted: true, body: "" });
  expect(episode.harms).toEqual(["phantom"]);
});

Deno.test("an acked edit, deletion or reaction that is not in effect is undone", () => {
  for (
    const wish of [
      { kind: "edit", seq: 1, body: "um, melhor", base: 1 },
      { kind: "delete", seq: 1, base: 1 },
      { kind: "react", seq: 1, emoji: "👍", on: true, base: 1 },
    ] as const
  ) {
    const episode = new Case();
    episode.posts("Ana", "um");
    episode.does("Ana", wish, { seq: 1 });
    expect([wish.kind, episode.harms]).toEqual([wish.kind, ["undone"]]);
  }
});

Deno.test("an older attempt that comes after a newer edit has undone it", () => {
  const episode = new Case();
  const row = episode.posts("Ana", "um");
  const first = episode.wants("Ana", { kind: "edit", seq: 1, body: "primeira", base: 1 });
  episode.sends(first);
  // Its ack is lost, but it is seen; so Ana takes the other machine for the second.
  episode.sees(told(row, { rev: 2, body: "primeira" }));
  const second = { kind: "edit", seq: 1, body: "segunda", base: 2 } as const;
  episode.does("Ana", second, { seq: 1, by: ELSEWHERE });
  episode.sends(first);
  episode.acks(first, 1);
  Object.assign(row, { body: "segunda", edited: true, rev: 3 });
  expect(episode.harms).toEqual([]);
  Object.assign(row, { body: "primeira", rev: 4 });
  expect(episode.harms).toEqual(["undone"]);
});

Deno.test("of two edits at once either may be the last", () => {
  for (const body of ["primeira", "segunda"]) {
    const episode = new Case();
    const row = episode.posts("Ana", "um");
    const deeds = ["primeira", "segunda"].map((body) =>
      episode.wants("Ana", { kind: "edit", seq: 1, body, base: 1 })
    );
    for (const deed of deeds) episode.sends(deed);
    for (const deed of deeds) episode.acks(deed, 1);
    Object.assign(row, { body, edited: true, rev: 3 });
    expect([body, episode.harms]).toEqual([body, []]);
  }
});

Deno.test("a deletion is the last word, whatever edit it ran into", () => {
  const episode = new Case();
  const row = episode.posts("Ana", "um");
  episode.does("Ana", { kind: "delete", seq: 1, base: 1 }, { seq: 1 });
  episode.does("Ana", { kind: "edit", seq: 1, body: "volta", base: 1 }, { seq: 1 });
  Object.assign(row, { body: "volta", edited: true, rev: 3 });
  expect(episode.harms).toEqual(["undone"]);
});

Deno.test("a page that shows an old state, or lacks a message, is stale", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  const dois = episode.posts("Ana", "dois");
  const before = told(um);
  episode.does("Ana", { kind: "edit", seq: 1, body: "um, melhor", base: 1 }, { seq: 1 });
  Object.assign(um, { body: "um, melhor", edited: true, rev: 3 });
  episode.shows("Bruno", [before, told(dois)]);
  expect(episode.harms).toEqual(["stale"]);
  const lacking = new Case();
  lacking.posts("Ana", "um");
  lacking.shows("Bruno", []);
  expect(lacking.harms).toEqual(["stale"]);
});

Deno.test("a page that begins later need not show what is older", () => {
  const episode = new Case();
  episode.posts("Ana", "um");
  const dois = episode.posts("Ana", "dois");
  episode.shows("Bruno", [told(dois)], 2);
  expect(episode.findings).toEqual([]);
});

Deno.test("an own message that only its ack has told of is stale", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  episode.shows("Ana", [told(um, { rev: 0 })]);
  expect(episode.harms).toEqual(["stale"]);
});

Deno.test("what was done between a backup and its restore is void, and nobody may show it", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  const from = episode.now;
  const void_ = episode.does("Ana", { kind: "post", body: "perdida" }, { seq: 2 });
  episode.book.restores.push({ from, to: episode.now, was: episode.store });
  episode.shows("Bruno", [told(um)]);
  expect(episode.findings).toEqual([]);
  const ghost = told({ ...um, seq: 2, rev: 2, id: void_.id!, body: "perdida" });
  episode.shows("Clara", [told(um), ghost]);
  expect(episode.harms).toEqual(["phantom"]);
});

Deno.test("a message from before the backup has to be there after the restore", () => {
  const episode = new Case();
  episode.does("Ana", { kind: "post", body: "antiga" }, { seq: 1 });
  episode.book.restores.push({ from: episode.now + 1, to: episode.now + 2, was: episode.store });
  episode.store = "b".repeat(32);
  expect(episode.harms).toEqual(["lost"]);
});

Deno.test("a message that waited for another database is a phantom in this one", () => {
  const episode = new Case();
  const deed = episode.wants("Ana", { kind: "post", body: "para a outra" });
  episode.store = "b".repeat(32);
  episode.sends(deed);
  episode.acks(deed, 1);
  episode.stores({ author: 1, id: deed.id!, body: "para a outra", seq: 1 });
  expect(episode.harms).toEqual(["phantom"]);
});
