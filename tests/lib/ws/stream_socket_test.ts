import { expect } from "expect";
import { StreamSocket } from "@/lib/ws/stream_socket.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

function open() {
  const clock = new FakeClock();
  const stream = new StreamSocket(clock);
  const heard: unknown[] = [];
  const ends: string[] = [];
  stream.addEventListener("message", (event) => {
    if (event instanceof MessageEvent) heard.push(JSON.parse(event.data));
  });
  stream.addEventListener("close", () => ends.push("close"));
  const reader = stream.body.getReader();
  async function read(): Promise<string | undefined> {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  }
  return { clock, stream, heard, ends, reader, read };
}

Deno.test("StreamSocket says hello for its client, with the cursors of the query", () => {
  const { stream, heard } = open();
  stream.greet(new Map([[1, 7], [2, 0]]));
  expect(heard).toEqual([{ t: "hello", rooms: { 1: 7, 2: 0 } }]);
  stream.close();
});

Deno.test("StreamSocket gives each frame as an event, at once to a reader who waits", async () => {
  const { stream, read } = open();
  const first = read();
  await turn();
  stream.send('{"t":"pong","n":1}');
  expect(await first).toBe('data: {"t":"pong","n":1}\n\n');
  stream.send('{"t":"pong","n":2}');
  stream.send('{"t":"pong","n":3}');
  expect(await read()).toBe('data: {"t":"pong","n":2}\n\ndata: {"t":"pong","n":3}\n\n');
  stream.close();
});

Deno.test("StreamSocket counts the bytes that its reader has not taken", async () => {
  const { stream, read } = open();
  stream.send("ã".repeat(70_000));
  stream.send("b");
  const [first, second] = ["data: ".length + 140_000 + 2, "data: b\n\n".length];
  expect(stream.bufferedAmount).toBe(first + second);
  await read();
  expect(stream.bufferedAmount).toBe(second);
  await read();
  expect(stream.bufferedAmount).toBe(0);
  stream.close();
});

Deno.test("StreamSocket pings for its client every 5 s, but not for one who takes nothing", async () => {
  const { clock, stream, heard, read } = open();
  clock.pass(10_000);
  expect(heard).toEqual([{ t: "ping", n: 0 }, { t: "ping", n: 0 }]);
  stream.send("a");
  clock.pass(60_000);
  expect(heard.length).toBe(2);
  stream.send("x".repeat(70_000));
  stream.send("b");
  // Slow, but alive: there is still something to take.
  await read();
  expect(stream.bufferedAmount).toBeGreaterThan(0);
  clock.pass(5_000);
  expect(heard.length).toBe(3);
  stream.close();
});

Deno.test("StreamSocket that is closed says why, after all that was said before", async () => {
  const { clock, stream, ends, read, reader } = open();
  stream.send("a");
  stream.close(4_403, "banned");
  stream.send("too late");
  expect(stream.readyState).toBe(WebSocket.CLOSING);
  expect(ends).toEqual([]);
  expect(await read()).toBe(
    'data: a\n\nevent: close\ndata: {"code":4403,"reason":"banned"}\n\n',
  );
  expect(await read()).toBe(undefined);
  await reader.closed;
  expect(stream.readyState).toBe(WebSocket.CLOSED);
  expect(ends).toEqual(["close"]);
  expect(clock.waiting).toBe(0);
});

Deno.test("StreamSocket waits a second at most for a reader to take its goodbye", async () => {
  const { clock, stream, ends, read } = open();
  stream.send("a");
  stream.close(4_408, "silent");
  clock.pass(999);
  expect(ends).toEqual([]);
  clock.pass(1);
  expect(ends).toEqual(["close"]);
  expect(stream.bufferedAmount).toBe(0);
  expect(await read()).toBe(undefined);
  expect(clock.waiting).toBe(0);
});

Deno.test("StreamSocket is closed when its client goes away, reading or not", async () => {
  for (const reading of [true, false]) {
    const { clock, stream, ends, reader, read } = open();
    const pending = reading ? read() : undefined;
    await turn();
    await reader.cancel();
    expect(ends).toEqual(["close"]);
    expect(stream.readyState).toBe(WebSocket.CLOSED);
    stream.send("a");
    stream.close();
    expect(stream.bufferedAmount).toBe(0);
    expect(clock.waiting).toBe(0);
    expect(await pending).toBe(undefined);
  }
});
