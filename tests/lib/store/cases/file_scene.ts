import type { User } from "@/lib/chat/model.ts";
import type { FileQuota, FileState, NewFile, Store, WholeFile } from "@/lib/chat/store.ts";
import { newId } from "../world.ts";

export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const HOLDER = "aparelho";

/** As much as anybody could want. */
export const PLENTY: FileQuota = { person: 1e12, server: 1e12, open: 1_000 };

type Wanted = Partial<NewFile> & { quota?: Partial<FileQuota> };

/** A file of 3,000 bytes that somebody begins to send. */
export function announce(
  store: Store,
  owner: User,
  { quota = {}, ...file }: Wanted = {},
): Promise<FileState> {
  const whole = { id: newId(), owner: owner.id, name: "foto.png", size: 3_000, ttlMs: DAY };
  return store.files.reserve({ ...whole, ...file }, { ...PLENTY, ...quota });
}

/** What content is, of which a text tells the hash. */
export function contentOf(text: string, whole: Partial<WholeFile> = {}): Omit<WholeFile, "blob"> {
  const hash = new Uint8Array(32);
  new TextEncoder().encodeInto(text, hash);
  return { hash, type: "image/png", width: 640, height: 480, ...whole };
}

/** A file that is all here: sent, noted, finished. */
export async function sent(
  store: Store,
  owner: User,
  file: Wanted & { content?: Omit<WholeFile, "blob">; keptMs?: number } = {},
): Promise<FileState> {
  const { content, keptMs = DAY, ...wanted } = file;
  const { id, size } = await announce(store, owner, wanted);
  await store.files.hold(id, HOLDER, MINUTE);
  await store.files.advance(id, HOLDER, size, { ms: MINUTE, ttlMs: DAY });
  await store.files.finish(id, HOLDER, content ?? contentOf(id), keptMs);
  return (await store.files.find(id)) ?? { ...gone(id), owner: owner.id };
}

function gone(id: string): FileState {
  const nothing = { expiresAt: 0, whole: undefined, place: undefined };
  return { id, owner: 0, name: "", size: 0, received: 0, ...nothing };
}
