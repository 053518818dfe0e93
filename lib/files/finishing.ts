import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { FileState, FileStore, WholeFile } from "@/lib/chat/file_store.ts";
import { type ContentHash, hashStored } from "./content_hash.ts";
import type { Hold } from "./hold.ts";
import { readAll } from "./read_all.ts";

/** What a file is, as its bytes say; width and height are there iff previews can be made. */
export interface Inspected {
  type: string;
  width?: number | undefined;
  height?: number | undefined;
}

/** What makes a file whole. */
export interface FinishingParts {
  store: Pick<FileStore, "finish">;
  bytes: Pick<ByteStore, "piece" | "read" | "write">;
  /** Finds out what it is. */
  inspect(
    read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>,
    file: { name: string; size: number },
  ): Promise<Inspected>;
  /** The beginning of a picture without where it was taken; `undefined`: it does not say. */
  withoutLocation(head: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined;
}

/** A file that nobody has sent a day after it came is gone. */
const UNSENT_MS = 24 * 60 * 60 * 1_000;

/**
 * Makes a file whole that is all here: what it is, and what it holds. A picture loses where it was
 * taken before its content is told apart by its hash.
 *
 * @param hash of all of it, where that is known
 * @throws {Conflict} if another instance has it by now
 */
export function finish(
  hold: Hold,
  hash: ContentHash | undefined,
  { store, bytes, inspect, withoutLocation }: FinishingParts,
): Promise<FileState & { whole: WholeFile }> {
  const { file, holder } = hold;
  const { id, name, size } = file;
  const read = (from: number, to: number) => readAll(bytes, id, from, to);

  /** Whether its bytes are others now. */
  async function forgetLocation(): Promise<boolean> {
    const head = withoutLocation(await read(0, Math.min(size, bytes.piece)));
    if (!head) return false;
    await bytes.write(id, holder, 0, head);
    return true;
  }

  return hold.during(async () => {
    const { type, width, height } = await inspect(read, { name, size });
    const isOther = type.startsWith("image/") && await forgetLocation();
    const known = isOther ? undefined : hash;
    const content = known ? known.digest() : await hashStored(bytes, file);
    const whole = await store.finish(
      id,
      holder,
      { hash: content, type, width, height },
      UNSENT_MS,
    );
    return { ...file, received: size, whole };
  });
}
