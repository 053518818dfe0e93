import { expect } from "expect";
import { FramePost } from "@/lib/client/frame_post.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { FakeRequests } from "./fake_requests.ts";

function setUp() {
  const clock = new FakeClock();
  const requests = new FakeRequests();
  const over = new AbortController();
  const heard: unknown[] = [];
  const ends: number[] = [];
  const post = new FramePost({
    from: () => ({ me: 1, store: "a" }),
    heard: (frame) => heard.push(frame),
    ended: (code) => ends.push(code),
    clock,
    fetch: requests.fetch,
    signal: over.signal,
  });
  const ping = (n: number) => post.send(JSON.stringify({ t: "ping", n }));
  return { clock, requests, over, heard, ends, post, ping };
}

Deno.test("FramePost posts a frame at once, saying who it is from and for which database", async () => {
  const { requests, ping, heard, clock } = setUp();
  ping(1);
  expect(requests.all).toMatchObject([{
    url: "/api/v1/frames",
    method: "POST",
    body: { me: 1, store: "a", frames: [{ t: "ping", n: 1 }] },
  }]);
  requests.last.answer({ frames: [{ t: "pong", n: 1 }, { t: "novelty" }] });
  await turn();
  expect(heard).toEqual([{ t: "pong", n: 1 }, { t: "novelty" }]);
  expect(clock.waiting).toBe(0);
});

Deno.test("FramePost has one request under way, and sends what came meanwhile in the next", async () => {
  const { requests, ping } = setUp();
  for (const n of [1, 2, 3]) ping(n);
  expect(requests.all.length).toBe(1);
  requests.last.answer({ frames: [] });
  await turn();
  expect(requests.all.length).toBe(2);
  expect(requests.last.body?.frames).toEqual([{ t: "ping", n: 2 }, { t: "ping", n: 3 }]);
  requests.last.answer({ frames: [] });
  await turn();
  ping(4);
  expect(requests.last.body?.frames).toEqual([{ t: "ping", n: 4 }]);
});

Deno.test("FramePost keeps to a hundred frames and 64 KiB a request, and to the order", async () => {
  const { requests, ping, post } = setUp();
  for (let n = 0; n < 151; n++) ping(n);
  for (let n = 0; n < 5; n++) post.send(JSON.stringify({ t: "send", body: "ã".repeat(8_000) }));
  const sizes: number[] = [];
  for (let n = 0; n < 4; n++) {
    const { body } = requests.last;
    sizes.push(body?.frames.length ?? 0);
    expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThanOrEqual(65_536);
    requests.last.answer({ frames: [] });
    await turn();
  }
  expect(sizes).toEqual([1, 100, 54, 1]);
});

Deno.test("FramePost ends with the code that a socket would have been closed with", async () => {
  const cases = [[401, 4_401], [409, 4_403], [429, 4_429], [503, 1_006], [403, 1_006]] as const;
  for (const [status, code] of cases) {
    const { requests, ping, ends } = setUp();
    ping(1);
    ping(2);
    requests.last.answer({ error: {} }, status);
    await turn();
    expect([status, ends]).toEqual([status, [code]]);
    expect(requests.all.length).toBe(1);
  }
});

Deno.test("FramePost ends when the network fails, or says nothing for 12 s", async () => {
  const failing = setUp();
  failing.ping(1);
  failing.requests.last.fail();
  await turn();
  expect(failing.ends).toEqual([1_006]);
  const mute = setUp();
  mute.ping(1);
  mute.clock.pass(11_999);
  await turn();
  expect(mute.ends).toEqual([]);
  mute.clock.pass(1);
  await turn();
  expect(mute.ends).toEqual([1_006]);
  expect(mute.requests.last.signal?.aborted).toBe(true);
});

Deno.test("FramePost that is no longer wanted says nothing more", async () => {
  const { requests, ping, over, heard, ends } = setUp();
  ping(1);
  ping(2);
  over.abort();
  requests.last.answer({ frames: [{ t: "pong", n: 1 }] });
  await turn();
  expect([heard, ends, requests.all.length]).toEqual([[], [], 1]);
});
