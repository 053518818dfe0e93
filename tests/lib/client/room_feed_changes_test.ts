import { effect } from "@preact/signals";
import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { RoomFeed } from "@/lib/client/room_feed.ts";
import type { LoadedPage } from "@/lib/client/timeline.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { OWNER, STORE } from "./desk.ts";
import { FakeWire } from "./fake_wire.ts";
import { ana, geral, message, welcome } from "./world.ts";
import { outboxOn } from "../../support/outbox_on.ts";

const AT = "2026-03-02T09:05:00.000Z";

/** Ana's page of a room with one message of hers, online. */
async function setUp(shelf = new MemoryShelf(), mine = own()) {
  const clock = new FakeClock();
  const wire = new FakeWire();
  const pages: LoadedPage[] = [];
  const props = {
    store: STORE,
    me: ana,
    room: geral,
    messages: [mine],
    rev: mine.rev,
    more: false,
  };
  const feed = new RoomFeed(props, {
    ...{ outbox: outboxOn(shelf), clock, leave: () => {}, arrived: () => {} },
    line: new PageLine({ connect: () => wire, clock, signedOut: () => Promise.resolve(false) }),
    load: () => Promise.resolve(pages.shift()!),
  });
  /** The texts that the message has shown, without repetition. */
  const shown: string[] = [];
  effect(() => {
    const body = feed.messages.value[0]?.body ?? "";
    if (shown.at(-1) !== body) shown.push(body);
  });
  feed.start();
  wire.open();
  wire.say(welcome());
  await turn();
  const idOf = (t: string) => String(wire.framesOf(t).at(-1)?.id);
  return { wire, feed, shown, pages, idOf, first: () => feed.messages.value[0] };
}

function own(changes: Partial<Message> = {}): Message {
  return message(1, { author: { id: ana.id, name: ana.name }, body: "um", ...changes });
}

function events(from: number, to: number, ...messages: Message[]) {
  return { t: "events", room: 1, from, to, messages };
}

function ack(id: string, rev: number) {
  return { t: "ack", id, room: 1, seq: 1, rev, at: AT };
}

Deno.test("an edit shows at once and stays, whichever comes first, the ack or the news", async () => {
  const edited = own({ rev: 3, body: "dois", editedAt: AT });
  const reacted = own({ rev: 2, reactions: [{ emoji: "👍", n: 1, users: [2] }] });
  for (const ackFirst of [true, false]) {
    const { wire, feed, shown, idOf, first } = await setUp();
    feed.edit(1, "dois");
    await turn();
    expect(wire.framesOf("edit")).toMatchObject([{ room: 1, seq: 1, body: "dois" }]);
    if (ackFirst) wire.say(ack(idOf("edit"), 3));
    // Bruno's reaction was stored before the edit.
    wire.say(events(1, 2, reacted));
    expect(first()?.reactions?.length).toBe(1);
    wire.say(events(2, 3, edited));
    if (!ackFirst) wire.say(ack(idOf("edit"), 3));
    expect(shown).toEqual(["um", "dois"]);
    expect(first()).toEqual(edited);
    feed.stop();
  }
});

Deno.test("of two edits the later one shows from the start, and in the end", async () => {
  const { wire, feed, shown, idOf } = await setUp();
  feed.edit(1, "dois");
  feed.edit(1, "três");
  await turn();
  expect(wire.framesOf("edit").length).toBe(1);
  wire.say(events(1, 2, own({ rev: 2, body: "dois" })));
  wire.say(ack(idOf("edit"), 2));
  await turn();
  wire.say(ack(idOf("edit"), 3));
  wire.say(events(2, 3, own({ rev: 3, body: "três" })));
  expect(shown).toEqual(["um", "dois", "três"]);
  feed.stop();
});

Deno.test("an old attempt that is sent again later does not show an older state", async () => {
  const shelf = new MemoryShelf();
  const before = await setUp(shelf);
  before.feed.edit(1, "dois");
  await turn();
  // It is stored, but its ack is lost with the page; and Ana changes it again on her phone.
  before.feed.stop();
  const { wire, feed, shown, idOf } = await setUp(shelf, own({ rev: 3, body: "três" }));
  expect(wire.framesOf("edit")).toEqual(before.wire.framesOf("edit"));
  // Bruno has reacted since, which is not known here yet.
  wire.say({ ...ack(idOf("edit"), 4), dup: true });
  await turn();
  expect(shown).toEqual(["três"]);
  expect(await shelf.load(OWNER)).toEqual([]);
  feed.stop();
});

Deno.test("an edit that was never sent shows on the next page, and is sent from there", async () => {
  const shelf = new MemoryShelf();
  const offline = new RoomFeed(
    { store: STORE, me: ana, room: geral, messages: [own()], rev: 1, more: false },
    {
      outbox: outboxOn(shelf),
      line: new PageLine({ connect: () => new FakeWire() }),
      leave: () => {},
      arrived: () => {},
      clock: new FakeClock(),
    },
  );
  offline.edit(1, "dois");
  await turn();
  const { wire, feed, shown } = await setUp(shelf);
  expect(wire.framesOf("edit").length).toBe(1);
  expect(shown).toEqual(["um", "dois"]);
  feed.stop();
});

Deno.test("a change that waits for another room changes nothing here", async () => {
  const shelf = new MemoryShelf();
  const elsewhere = new RoomFeed(
    { store: STORE, me: ana, room: { ...geral, id: 2 }, messages: [], rev: 0, more: false },
    {
      outbox: outboxOn(shelf),
      line: new PageLine({ connect: () => new FakeWire() }),
      leave: () => {},
      arrived: () => {},
      clock: new FakeClock(),
    },
  );
  elsewhere.edit(1, "da cozinha");
  await turn();
  const { wire, feed, shown } = await setUp(shelf);
  expect(wire.framesOf("edit")).toMatchObject([{ room: 2, body: "da cozinha" }]);
  expect(shown).toEqual(["um"]);
  feed.stop();
});

Deno.test("a refused edit is told and its text kept, and what stands is what the server says", async () => {
  const shelf = new MemoryShelf();
  const { wire, feed, shown, idOf } = await setUp(shelf);
  feed.edit(1, "dois");
  await turn();
  const id = idOf("edit");
  wire.say({ t: "nack", re: "edit", id, room: 1, code: "conflict", message: "no", retry: false });
  await turn();
  expect(shown).toEqual(["um", "dois", "um"]);
  expect(feed.refusals.value).toMatchObject([{ kind: "edit", body: "dois", why: "conflict" }]);
  feed.stop();
  const next = await setUp(shelf);
  expect(next.feed.refusals.value).toMatchObject([{ kind: "edit", body: "dois", why: "conflict" }]);
  next.feed.retry(id);
  expect(next.feed.refusals.value).toEqual([]);
  expect(next.shown).toEqual(["um", "dois"]);
  next.feed.stop();
});

Deno.test("a pin shows at once, and falls back if the room has its fill", async () => {
  const { wire, feed, idOf, first } = await setUp();
  feed.pin(1, true);
  await turn();
  expect(wire.framesOf("pin")).toMatchObject([{ room: 1, seq: 1, on: true }]);
  expect(first()?.pinned).toBe(true);
  const id = idOf("pin");
  wire.say({ t: "nack", re: "pin", id, room: 1, code: "too_large", message: "no", retry: false });
  expect(first()).toEqual(own());
  expect(feed.refusals.value).toMatchObject([{ kind: "pin", why: "too_large" }]);
  feed.pin(1, true);
  await turn();
  wire.say(ack(idOf("pin"), 2));
  wire.say(events(1, 2, own({ rev: 2, pinned: true })));
  expect(first()).toEqual(own({ rev: 2, pinned: true }));
  feed.stop();
});

Deno.test("a reply knows what it answers from its ack on", async () => {
  const { wire, feed, idOf } = await setUp();
  feed.post("dois", 1);
  await turn();
  expect(wire.framesOf("send")).toMatchObject([{ body: "dois", replyTo: 1 }]);
  expect(feed.unsent.value).toMatchObject([{ body: "dois", replyTo: 1 }]);
  wire.say({ ...ack(idOf("send"), 2), seq: 2 });
  expect(feed.messages.value[1]).toMatchObject({ seq: 2, body: "dois", replyTo: 1 });
  feed.stop();
});

Deno.test("a deletion and a reaction show at once, and fall back if they are refused", async () => {
  const { wire, feed, idOf, first } = await setUp();
  feed.react(1, "👍", true);
  feed.remove(1);
  await turn();
  expect(first()).toMatchObject({ deleted: true, body: "" });
  wire.say({
    t: "nack",
    re: "react",
    id: idOf("react"),
    code: "not_found",
    message: "no",
    retry: false,
  });
  await turn();
  wire.say({
    t: "nack",
    re: "delete",
    id: idOf("delete"),
    code: "forbidden",
    message: "no",
    retry: false,
  });
  expect(first()).toEqual(own());
  expect(feed.refusals.value.map(({ kind }) => kind)).toEqual(["react", "delete"]);
  for (const { id } of feed.refusals.value) await feed.discard(id);
  expect(feed.refusals.value).toEqual([]);
  feed.stop();
});

Deno.test("a change that another page may have sent is not shown before the server tells it", async () => {
  const shelf = new MemoryShelf();
  const before = await setUp(shelf);
  before.feed.edit(1, "dois");
  await turn();
  before.feed.stop();
  const { wire, feed, shown, idOf } = await setUp(shelf);
  expect(shown).toEqual(["um"]);
  wire.say(ack(idOf("edit"), 2));
  wire.say(events(1, 2, own({ rev: 2, body: "dois" })));
  expect(shown).toEqual(["um", "dois"]);
  feed.stop();
});

Deno.test("what was acked before a reset shows until the last page comes, and then no more", async () => {
  const { wire, feed, shown, idOf, pages } = await setUp();
  feed.edit(1, "dois");
  await turn();
  wire.say(ack(idOf("edit"), 9));
  // A backup is put back in which the edit is not.
  pages.push({ messages: [own()], rev: 1, more: false });
  wire.say({ t: "reset", room: 1, rev: 1 });
  expect(shown).toEqual(["um", "dois"]);
  await turn();
  expect(shown).toEqual(["um", "dois", "um"]);
  feed.stop();
});
