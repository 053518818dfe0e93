import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { FileState, FileStore, WholeFile } from "@/lib/chat/file_store.ts";
import { type ContentHash, hashStored } from "./content_hash.ts";
import type { Hold } from "./hold.ts";
import { inspect } from "./inspect.ts";
import { overwrite } from "./overwrite.ts";
import { readAll } from "./read_all.ts";
import { locationPatches } from "./location_patches.ts";

/** Where what is known of a file is, and its bytes. */
export interface FinishingParts {
  store: Pick<FileStore, "finish">;
  bytes: Pick<ByteStore, "piece" | "read" | "write" | "settle">;
  clock: Clock;
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
  { store, bytes, clock }: FinishingParts,
): Promise<FileState & { whole: WholeFile }> {
  const { file, holder } = hold;
  const { id, name, size } = file;
  const read = (from: number, to: number) => readAll(bytes, id, from, Math.min(to, size));

  /** Whether its bytes are others now. */
  async function forgetLocation(): Promise<boolean> {
    const patches = await locationPatches(read, size);
    if (patches.length === 0) return false;
    await overwrite({ bytes, id, holder, size }, patches);
    await bytes.settle?.(id);
    return true;
  }

  return hold.during(async () => {
    const { type, width, height } = await inspect(read, { name, size });
    const isOther = type.startsWith("image/") && await forgetLocation();
    const known = isOther ? undefined : hash;
    const content = known ? known.digest() : await hashStored(bytes, file);
    const what = { hash: content, type, width, height };
    const whole = await store.finish(id, holder, what, UNSENT_MS);
    return { ...hold.file, whole, expiresAt: clock.now() + UNSENT_MS };
  });
}
