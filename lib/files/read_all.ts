import type { ByteStore } from "@/lib/chat/byte_store.ts";

/** A part of a file as one, which has to be small. @throws {NotFound} if it is not all there */
export async function readAll(
  bytes: Pick<ByteStore, "read">,
  id: string,
  from: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(to - from);
  let at = 0;
  if (to > from) {
    for await (const some of bytes.read(id, { from, to })) {
      all.set(some, at);
      at += some.length;
    }
  }
  return all;
}
