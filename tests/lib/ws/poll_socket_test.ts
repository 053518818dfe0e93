import { expect } from "expect";
import { PollSocket } from "@/lib/ws/poll_socket.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

const WELCOME = '{"t":"welcome","store":"x"}';
const NOTHING_NEW = '{"t":"events","room":1,"from":7,"to":7,"messages":[]}';
const NEWS = '{"t":"events","room":1,"from":7,"to":8,"messages":[{"body":"oi"}]}';

function ask(waitMs: number) {
  const clock = new FakeClock();
  const poll = new PollSocket(clock, waitMs);
  const ends: string[] = [];
  poll.addEventListener("close", () => ends.push("close"));
  let answer: unknown;
  const whole = new Response(poll.body).text().then((text) => answer = JSON.parse(text));
  return { clock, poll, ends, whole, answered: () => answer };
}

Deno.test("PollSocket says hello for its client, with the cursors of the query", () => {
  const { poll } = ask(0);
  const heard: unknown[] = [];
  poll.addEventListener("message", (event) => {
    if (event instanceof MessageEvent) heard.push(JSON.parse(event.data));
  });
  poll.greet(new Map([[1, 7]]));
  expect(heard).toEqual([{ t: "hello", rooms: { 1: 7 } }]);
  poll.close();
});

Deno.test("PollSocket waits for news, and for what follows it closely", async () => {
  const { clock, poll, ends, whole, answered } = ask(25_000);
  poll.send(WELCOME);
  poll.send(NOTHING_NEW);
  poll.settle();
  clock.pass(20_000);
  await turn();
  expect(answered()).toBe(undefined);
  poll.send(NEWS);
  clock.pass(9);
  poll.send('{"t":"gone","room":2}');
  clock.pass(1);
  await whole;
  const frames = [WELCOME, NOTHING_NEW, NEWS, '{"t":"gone","room":2}'].map((one) =>
    JSON.parse(one)
  );
  expect(answered()).toEqual({ frames });
  expect(ends).toEqual(["close"]);
  expect(clock.waiting).toBe(0);
});

Deno.test("PollSocket without news answers with the welcome when the wait is over", async () => {
  const { clock, poll, whole, answered } = ask(25_000);
  poll.send(WELCOME);
  poll.settle();
  clock.pass(24_999);
  await turn();
  expect(answered()).toBe(undefined);
  clock.pass(1);
  await whole;
  expect(answered()).toEqual({ frames: [JSON.parse(WELCOME)] });
});

Deno.test("PollSocket that is not to wait still waits until all that was missed is there", async () => {
  const { clock, poll, whole, answered } = ask(0);
  clock.pass(0);
  poll.send(WELCOME);
  poll.send(NEWS);
  clock.pass(1_000);
  await turn();
  expect(answered()).toBe(undefined);
  poll.settle();
  await whole;
  expect(answered()).toEqual({ frames: [JSON.parse(WELCOME), JSON.parse(NEWS)] });
});

Deno.test("PollSocket that is closed says why, also before anything was said", async () => {
  const { poll, ends, whole, answered } = ask(0);
  poll.settle();
  await turn();
  expect(answered()).toBe(undefined);
  poll.close(1_012, "restart");
  poll.close(4_401);
  await whole;
  expect(answered()).toEqual({ frames: [], close: { code: 1_012, reason: "restart" } });
  expect(ends).toEqual(["close"]);
});

Deno.test("PollSocket counts the bytes that wait, and takes none once it has answered", async () => {
  const { clock, poll, whole, answered } = ask(25_000);
  poll.send('{"t":"x","y":"ã"}');
  expect(poll.bufferedAmount).toBe(18);
  poll.settle();
  clock.pass(10);
  await whole;
  poll.send(NEWS);
  expect(poll.bufferedAmount).toBe(0);
  expect(answered()).toEqual({ frames: [{ t: "x", y: "ã" }] });
});

Deno.test("PollSocket is closed when its client goes away", async () => {
  const clock = new FakeClock();
  const poll = new PollSocket(clock, 25_000);
  const ends: string[] = [];
  poll.addEventListener("close", () => ends.push("close"));
  const reader = poll.body.getReader();
  void reader.read();
  await turn();
  await reader.cancel();
  expect(ends).toEqual(["close"]);
  expect(clock.waiting).toBe(0);
});
