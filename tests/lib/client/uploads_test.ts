import { expect } from "expect";
import { newId } from "../../support/new_id.ts";
import {
  choose,
  fileOf,
  finish,
  LOCKED,
  openTab,
  settle,
  SharedUploads,
  states,
  take,
} from "./upload_scene.ts";

const [ONE, TWO, THREE] = [newId(), newId(), newId()];

Deno.test("two files go at once, the next when one is whole", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10, 20, 30);
  expect(states(tab)).toEqual(["foto-1.jpg sending", "foto-2.jpg sending", "foto-3.jpg waiting"]);
  finish(tab.sent[1]!, TWO);
  expect(states(tab)).toEqual(["foto-1.jpg sending", "foto-2.jpg whole", "foto-3.jpg sending"]);
  expect(tab.sent.map(({ name }) => name)).toEqual(["foto-1.jpg", "foto-2.jpg", "foto-3.jpg"]);
});

Deno.test("a file that is going becomes a message by itself, and takes no other with it", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10);
  await tab.uploads.add([fileOf(20, "voz-1.webm")], { going: true });
  await settle();
  expect(tab.uploads.ready.map(({ name }) => name)).toEqual(["foto-1.jpg"]);
  finish(tab.sent[0]!, ONE);
  expect(tab.posted).toEqual([]);
  finish(tab.sent[1]!, TWO);
  expect(tab.posted).toMatchObject([{ body: "", files: [{ id: TWO, name: "voz-1.webm" }] }]);
});

Deno.test("it is told how far a file is and how fast", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 1_000);
  take(tab.sent[0]!, ONE, 0);
  tab.clock.pass(1_000);
  tab.sent[0]!.moved(500);
  expect(tab.uploads.list.value[0]).toMatchObject({ sent: 500, pace: 500 });
});

Deno.test("a file that is paused goes on from where it was", async () => {
  const tab = openTab();
  await tab.uploads.start();
  const [first] = await choose(tab, 10);
  take(tab.sent[0]!, ONE, 4);
  tab.uploads.pause(first!.key);
  expect(tab.sent[0]!.stopped).toBe(true);
  expect(states(tab)).toEqual(["foto-1.jpg paused"]);
  tab.sent[0]!.moved(9);
  expect(tab.uploads.list.value[0]?.sent).not.toBe(9);
  tab.uploads.resume(first!.key);
  expect(tab.sent[1]).toMatchObject({ path: `/tus/${ONE}`, stopped: false });
});

Deno.test("a cut file tries again, ever later, and at once when there is a connection", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10);
  take(tab.sent[0]!, ONE, 4);
  tab.sent[0]!.failed({});
  expect(tab.uploads.list.value[0]).toMatchObject({ state: "waiting", cut: true });
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    const before = tab.sent.length;
    tab.clock.pass(ms - 1);
    expect(tab.sent.length).toBe(before);
    tab.clock.pass(1);
    expect(tab.sent.length).toBe(before + 1);
    tab.sent.at(-1)!.failed({});
  }
  const before = tab.sent.length;
  tab.uploads.hurry();
  expect(tab.sent.length).toBe(before + 1);
  expect(tab.sent.at(-1)!.path).toBe(`/tus/${ONE}`);
});

Deno.test("what the server asks to wait is waited, whatever the connection does", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10);
  tab.sent[0]!.placed(`/tus/${ONE}`);
  tab.sent[0]!.failed(LOCKED);
  tab.uploads.hurry();
  tab.clock.pass(9_999);
  expect(tab.sent.length).toBe(1);
  tab.clock.pass(1);
  expect(tab.sent.length).toBe(2);
});

Deno.test("a file that the server has forgotten is sent from its beginning", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10);
  take(tab.sent[0]!, ONE, 4);
  tab.sent[0]!.failed({ status: 404 });
  expect(tab.uploads.list.value[0]).toMatchObject({ state: "waiting", sent: 0 });
  tab.clock.pass(1_000);
  expect(tab.sent[1]!.path).toBeUndefined();
  tab.sent[1]!.failed({ status: 404, code: "not_found" });
  expect(tab.uploads.list.value[0]).toMatchObject({
    state: "failed",
    why: { code: "not_found" },
  });
});

Deno.test("a connection that is silent for half a minute is given up and tried anew", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10);
  take(tab.sent[0]!, ONE, 4);
  tab.clock.pass(30_000);
  expect(tab.sent[0]!.stopped).toBe(true);
  tab.clock.pass(500);
  expect(tab.sent.length).toBe(2);
});

Deno.test("a file that is too large is refused before it starts, and the others go", async () => {
  const tab = openTab({ limits: { file: 100, left: 150 } });
  await tab.uploads.start();
  await choose(tab, 101, 90, 70, 60);
  expect(tab.uploads.list.value.map(({ state, why }) => why ?? state)).toEqual([
    { code: "size", most: 100 },
    "sending",
    { code: "left", most: 60 },
    "sending",
  ]);
});

Deno.test("a full disk is told, and can be tried again", async () => {
  const tab = openTab();
  await tab.uploads.start();
  const [first] = await choose(tab, 10);
  tab.sent[0]!.failed({ status: 507, code: "too_large", field: "disk" });
  expect(tab.uploads.list.value[0]).toMatchObject({ state: "failed", why: { code: "disk" } });
  tab.uploads.retry(first!.key);
  expect(states(tab)).toEqual(["foto-1.jpg sending"]);
});

Deno.test("a file that was changed since it was chosen is no cut", async () => {
  const tab = openTab();
  await tab.uploads.start();
  const changed = fileOf(10);
  changed.slice = () => {
    const part = new Blob();
    part.arrayBuffer = () => Promise.reject(new DOMException("changed", "NotReadableError"));
    return part;
  };
  await tab.uploads.add([changed]);
  await settle();
  tab.sent[0]!.failed({});
  await settle();
  expect(tab.uploads.list.value[0]).toMatchObject({
    state: "failed",
    why: { code: "unreadable" },
  });
  tab.clock.pass(60_000);
  expect(tab.sent.length).toBe(1);
});

Deno.test("no more is kept of files than a browser has room for", async () => {
  const tab = openTab();
  await tab.uploads.start();
  const large = Array.from({ length: 5 }, (_, n) => {
    const file = fileOf(1, `foto-${n + 1}.jpg`);
    Object.defineProperty(file, "size", { value: 64 * 1_024 * 1_024 });
    return file;
  });
  await tab.uploads.add(large);
  await settle();
  expect(tab.uploads.list.value.map(({ kept = false }) => kept))
    .toEqual([true, true, true, true, false]);
});

Deno.test("a file that is taken away is forgotten here and there, its words are given back", async () => {
  const tab = openTab();
  await tab.uploads.start();
  const [first] = await choose(tab, 10);
  take(tab.sent[0]!, ONE, 4);
  tab.uploads.send("a bancada", 3);
  tab.uploads.cancel(first!.key);
  await settle();
  expect(tab.uploads.list.value).toEqual([]);
  expect(tab.forgotten).toEqual([`/tus/${ONE}`]);
  expect([...tab.shelf.kept]).toEqual([]);
  expect(tab.given).toMatchObject([{ body: "a bancada", replyTo: 3 }]);
});

Deno.test("the words beside one file go with it, as soon as it is whole", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10);
  expect(tab.uploads.send("a bancada", 3)).toBe(true);
  expect(tab.posted).toEqual([]);
  finish(tab.sent[0]!, ONE);
  expect(tab.posted).toMatchObject([
    { room: 7, body: "a bancada", replyTo: 3, files: [{ id: ONE, name: "foto-1.jpg", size: 10 }] },
  ]);
  expect(tab.uploads.list.value).toEqual([]);
});

Deno.test("the words beside several files go first; each file is a message of its own", async () => {
  const tab = openTab();
  await tab.uploads.start();
  await choose(tab, 10, 20, 30);
  finish(tab.sent[0]!, ONE);
  finish(tab.sent[1]!, TWO);
  tab.uploads.send("as três", 3);
  expect(tab.posted.map(({ body, replyTo, files }) => [body, replyTo, files[0]?.id])).toEqual([
    ["as três", 3, undefined],
    ["", undefined, ONE],
    ["", undefined, TWO],
  ]);
  expect(new Set(tab.posted.map(({ id }) => id)).size).toBe(3);
  // What is written meanwhile does not wait for the last one.
  expect(tab.uploads.send("depois")).toBe(false);
  finish(tab.sent[2]!, THREE);
  expect(tab.posted.at(-1)).toMatchObject({ body: "", files: [{ id: THREE }] });
});

Deno.test("without a file there is nothing to send", async () => {
  const tab = openTab({ limits: { file: 5, left: 5 } });
  await tab.uploads.start();
  expect(tab.uploads.send("oi")).toBe(false);
  await choose(tab, 10);
  expect(tab.uploads.send("oi")).toBe(false);
});

Deno.test("after a reload a file goes on where it was, and to the message it was meant for", async () => {
  const shelf = new SharedUploads();
  const before = openTab({ shelf });
  await before.uploads.start();
  await choose(before, 10);
  take(before.sent[0]!, ONE, 4);
  before.uploads.send("a bancada");
  before.uploads.stop();
  const after = openTab({ shelf });
  await after.uploads.start();
  await settle();
  expect(after.sent[0]).toMatchObject({ path: `/tus/${ONE}`, name: "foto-1.jpg" });
  finish(after.sent[0]!, ONE);
  expect(after.posted).toMatchObject([{ body: "a bancada", files: [{ id: ONE }] }]);
});

Deno.test("a message whose page ended before it was stored goes again under the same id", async () => {
  const shelf = new SharedUploads();
  const before = openTab({ shelf });
  await before.uploads.start();
  await choose(before, 10);
  finish(before.sent[0]!, ONE);
  before.uploads.send("");
  before.uploads.stop();
  const after = openTab({ shelf });
  await after.uploads.start();
  await settle();
  expect(after.posted.map(({ id }) => id)).toEqual(before.posted.map(({ id }) => id));
  after.outgoing.value = [];
  await settle();
  expect([...shelf.kept]).toEqual([]);
});

Deno.test("a file whose bytes were not kept waits until it is chosen again", async () => {
  const shelf = new SharedUploads();
  shelf.putBytes = () => Promise.resolve(false);
  const before = openTab({ shelf });
  await before.uploads.start();
  await choose(before, 10);
  take(before.sent[0]!, ONE, 4);
  expect(before.uploads.fleeting).toBe(true);
  before.uploads.stop();
  const after = openTab({ shelf });
  await after.uploads.start();
  await settle();
  expect(states(after)).toEqual(["foto-1.jpg paused"]);
  await after.uploads.add([fileOf(11)]);
  await settle();
  expect(states(after)).toEqual(["foto-1.jpg paused", "foto-1.jpg sending"]);
  await after.uploads.add([fileOf(10)]);
  await settle();
  expect(after.sent.at(-1)).toMatchObject({ path: `/tus/${ONE}` });
  expect(after.uploads.list.value.length).toBe(2);
});

Deno.test("what another tab sends is left to it, and what it has taken up is let go of", async () => {
  const shelf = new SharedUploads();
  const clock = openTab().clock;
  const first = openTab({ shelf, clock });
  await first.uploads.start();
  await choose(first, 10);
  const second = openTab({ shelf, clock, taken: first.uploads.keys });
  await second.uploads.start();
  await settle();
  expect(second.uploads.list.value).toEqual([]);
  // The first one goes behind the back button, and comes back when a third has gone on.
  first.uploads.stop();
  const third = openTab({ shelf, clock });
  await third.uploads.start();
  await settle();
  expect(states(third)).toEqual(["foto-1.jpg sending"]);
  await first.uploads.start();
  await settle();
  expect(first.uploads.list.value).toEqual([]);
  expect(first.sent.length).toBe(1);
});

Deno.test("a file goes on in another room's page, and becomes a message of its own room", async () => {
  const shelf = new SharedUploads();
  const before = openTab({ shelf });
  await before.uploads.start();
  await choose(before, 10);
  before.uploads.send("para a 7");
  before.uploads.stop();
  const after = openTab({ shelf, room: 8 });
  await after.uploads.start();
  await settle();
  expect(after.uploads.here()).toEqual([]);
  finish(after.sent[0]!, ONE);
  expect(after.posted).toMatchObject([{ room: 7, body: "para a 7" }]);
});

Deno.test("files are sent as nobody else, and under no other database", async () => {
  const shelf = new SharedUploads();
  const before = openTab({ shelf });
  await before.uploads.start();
  await choose(before, 10);
  before.uploads.stop();
  for (const other of [{ store: "outra" }, { id: 2 }, { name: "Anabela" }]) {
    const owner = { store: "loja", id: 1, name: "Ana", ...other };
    expect(await shelf.load(owner)).toEqual([]);
  }
  await shelf.clear(1);
  expect([...shelf.kept]).toEqual([]);
});
