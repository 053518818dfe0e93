import { expect } from "expect";
import { readerOf } from "@/lib/files/body_reader.ts";
import { someBytes } from "./upload_scene.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A body as the runtime has it: one that fills the buffer it is given. */
function bodyOfBytes(parts: readonly Bytes[]): ReadableStream<Bytes> {
  const left = [...parts];
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const part = left.shift();
      if (part) return controller.enqueue(part.slice());
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
}

async function readAll(body: ReadableStream<Bytes>): Promise<{ all: Bytes; buffers: number }> {
  const reader = readerOf(body);
  const parts: Bytes[] = [];
  const buffers = new Set<number>();
  for (let part = await reader.read(); part; part = await reader.read()) {
    buffers.add(part.buffer.byteLength);
    parts.push(part.slice());
  }
  return { all: new Uint8Array(await new Blob(parts).arrayBuffer()), buffers: buffers.size };
}

Deno.test("a body of bytes comes through one buffer, whole and in order", async () => {
  const parts = [1, 70_000, 300_000, 5].map(someBytes);
  const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
  const { all, buffers } = await readAll(bodyOfBytes(parts));
  expect(all).toEqual(whole);
  expect(buffers).toBe(1);
});

Deno.test("a body that has buffers of its own comes through, too", async () => {
  const parts = [3, 1_000].map(someBytes);
  const { all } = await readAll(ReadableStream.from(parts));
  expect(all).toEqual(new Uint8Array(await new Blob(parts).arrayBuffer()));
});

Deno.test("whoever waits for the next part is let go of when nobody wants it any more", async () => {
  for (const type of ["bytes", undefined] as const) {
    const silent: ReadableStream<Bytes> = type === "bytes"
      ? new ReadableStream({ type })
      : new ReadableStream();
    const reader = readerOf(silent);
    const waiting = reader.read();
    await reader.cancel();
    expect(await waiting).toBe(undefined);
  }
});

Deno.test("a body that breaks says so", async () => {
  const broken = new Error("Connection reset");
  const body = new ReadableStream<Bytes>({ type: "bytes", pull: (one) => one.error(broken) });
  await expect(readerOf(body).read()).rejects.toBe(broken);
});

Deno.test("a body that somebody else reads is nobody else's", () => {
  const body = bodyOfBytes([]);
  body.getReader();
  expect(() => readerOf(body)).toThrow(TypeError);
});
