import { expect } from "expect";
import { StreamWire } from "@/lib/client/stream_wire.ts";
import { turn } from "../../support/fake_clock.ts";
import { FakeRequests } from "./fake_requests.ts";
import { welcome } from "./world.ts";

/** An EventSource whose other end is the test. */
class FakeSource extends EventTarget {
  readonly url: string;
  closed = false;

  constructor(url: string) {
    super();
    this.url = url;
  }

  close(): void {
    this.closed = true;
  }

  say(data: unknown, event = "message"): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }
}

async function setUp() {
  const requests = new FakeRequests();
  const sources: FakeSource[] = [];
  const told: (string | number)[] = [];
  const wire = new StreamWire({
    source(url) {
      sources.push(new FakeSource(url));
      return sources.at(-1)!;
    },
    fetch: requests.fetch,
  });
  wire.addEventListener("open", () => told.push("open"));
  wire.addEventListener("message", (event) => {
    if (event instanceof MessageEvent) told.push(JSON.parse(event.data).t);
  });
  wire.addEventListener("close", (event) => {
    if (event instanceof CloseEvent) told.push(event.code);
  });
  await turn();
  const say = (frame: object) => wire.send(JSON.stringify(frame));
  return { requests, sources, told, wire, say };
}

/** One that has been welcomed. */
async function live() {
  const world = await setUp();
  world.say({ t: "hello", rooms: { 1: 7 } });
  const source = world.sources[0]!;
  source.say(welcome());
  return { ...world, source };
}

Deno.test("StreamWire opens its stream with the cursors of hello", async () => {
  const { sources, told, say, wire, requests } = await setUp();
  expect(told).toEqual(["open"]);
  expect(sources).toEqual([]);
  say({ t: "hello", rooms: { 1: 7, 12: 0 } });
  expect(sources.map(({ url }) => url)).toEqual(["/api/v1/events?rooms=1:7,12:0"]);
  expect(requests.all).toEqual([]);
  wire.close();
});

Deno.test("StreamWire greets again by another stream, and lets go of the one before", async () => {
  const { sources, say, wire } = await setUp();
  for (const rev of [7, 8]) say({ t: "hello", rooms: { 1: rev } });
  expect(sources.map(({ closed }) => closed)).toEqual([true, false]);
  wire.close();
  expect(sources.map(({ closed }) => closed)).toEqual([true, true]);
});

Deno.test("StreamWire tells what is streamed, and posts what is said, as who was welcomed", async () => {
  const { source, requests, told, say, wire } = await live();
  source.say({ t: "mode", mode: "slow" });
  say({ t: "pull", room: 1, since: 7 });
  const store = "a".repeat(32);
  const frames = [{ t: "pull", room: 1, since: 7 }];
  expect(requests.last.body).toEqual({ me: 1, store, frames });
  requests.last.answer({ frames: [{ t: "events", room: 1, from: 7, to: 7, messages: [] }] });
  await turn();
  expect(told).toEqual(["open", "welcome", "mode", "events"]);
  wire.close();
});

Deno.test("StreamWire posts no ping: a stream that has died must fall silent", async () => {
  const { source, requests, told, say, wire } = await live();
  say({ t: "ping", n: 1 });
  expect(requests.all).toEqual([]);
  source.say({ t: "pong", n: 0 });
  expect(told.at(-1)).toBe("pong");
  wire.close();
});

Deno.test("StreamWire ends as the server says, and does not come back by itself", async () => {
  const { source, told, requests } = await live();
  source.say({ code: 4_403, reason: "banned" }, "close");
  source.dispatchEvent(new Event("error"));
  source.say({ t: "mode", mode: "slow" });
  expect(told).toEqual(["open", "welcome", 4_403]);
  expect(source.closed).toBe(true);
  expect(requests.all).toEqual([]);
});

Deno.test("StreamWire is lost with its stream, and with a post that fails", async () => {
  const one = await live();
  one.source.dispatchEvent(new Event("error"));
  expect(one.told.at(-1)).toBe(1_006);
  expect(one.source.closed).toBe(true);
  const other = await live();
  other.say({ t: "pull", room: 1, since: 7 });
  other.requests.last.fail();
  await turn();
  expect(other.told.at(-1)).toBe(1_006);
  expect(other.source.closed).toBe(true);
});

Deno.test("StreamWire that its owner closes says nothing more", async () => {
  const { source, told, say, wire, requests } = await live();
  say({ t: "pull", room: 1, since: 7 });
  wire.close();
  expect(source.closed).toBe(true);
  expect(requests.last.signal?.aborted).toBe(true);
  source.say({ t: "mode", mode: "slow" });
  await turn();
  expect(told).toEqual(["open", "welcome"]);
});
