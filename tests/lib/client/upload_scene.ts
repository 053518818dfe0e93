import { signal } from "@preact/signals";
import type { SharedFile } from "@/lib/chat/model.ts";
import type { TransferFault, TransferJob } from "@/lib/client/transfer.ts";
import type { Going, Upload } from "@/lib/client/upload.ts";
import { type KeptUpload, type UploadShelf, uploadsOf } from "@/lib/client/upload_shelf.ts";
import { type FileLimits, Uploads } from "@/lib/client/uploads.ts";
import type { Owner } from "@/lib/client/outbox_shelf.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { newId } from "../../support/new_id.ts";

export const ANA: Owner = { store: "loja", id: 1, name: "Ana" };

/** The shelf that all tabs of a browser share. */
export class SharedUploads implements UploadShelf {
  readonly kept = new Map<string, KeptUpload>();
  readonly #bytes = new Map<string, Blob>();

  load(owner: Owner): Promise<KeptUpload[]> {
    return Promise.resolve(uploadsOf([...this.kept.values()], owner));
  }

  put(kept: KeptUpload): Promise<void> {
    this.kept.set(kept.key, kept);
    return Promise.resolve();
  }

  putBytes(key: string, bytes: Blob): Promise<boolean> {
    this.#bytes.set(key, bytes);
    return Promise.resolve(true);
  }

  bytes(key: string): Promise<Blob | undefined> {
    return Promise.resolve(this.#bytes.get(key));
  }

  claim(key: string, from: string, to: string): Promise<boolean> {
    const kept = this.kept.get(key);
    if (kept?.tab !== from) return Promise.resolve(false);
    this.kept.set(key, { ...kept, tab: to });
    return Promise.resolve(true);
  }

  remove(key: string): Promise<void> {
    this.kept.delete(key);
    this.#bytes.delete(key);
    return Promise.resolve();
  }

  clear(user: number): Promise<void> {
    const theirs = [...this.kept.values()].filter((one) => one.user.id === user);
    for (const { key } of theirs) void this.remove(key);
    return Promise.resolve();
  }
}

/** A file on its way to a server that does what the test says. */
export interface Sent extends TransferJob {
  stopped: boolean;
}

interface SceneOptions {
  shelf?: SharedUploads;
  limits?: FileLimits | undefined;
  /** Keys that another tab answers for. */
  taken?: readonly string[];
  room?: number;
  clock?: FakeClock;
}

/** A tab in which Ana sends files to room 7. */
export function openTab(
  { shelf = new SharedUploads(), limits, taken = [], room = 7, clock = new FakeClock() }:
    SceneOptions = {},
) {
  const sent: Sent[] = [];
  const forgotten: string[] = [];
  const posted: (Going & { room: number; files: readonly SharedFile[] })[] = [];
  const given: Going[] = [];
  const outgoing = signal<readonly { id: string }[]>([]);
  const uploads = new Uploads({
    ...{ owner: ANA, room, shelf, tab: newId(), outgoing, clock, random: () => 0.5 },
    free: (keys) => Promise.resolve(keys.filter((key) => !taken.includes(key))),
    transport: () =>
      Promise.resolve({
        send(job) {
          const one: Sent = { ...job, stopped: false };
          sent.push(one);
          return () => one.stopped = true;
        },
        forget: (path) => forgotten.push(path),
      }),
    limits: () => Promise.resolve(limits),
    post(room, message) {
      posted.push({ ...message, room });
      outgoing.value = [...outgoing.value, { id: message.id }];
    },
    giveBack: (going) => given.push(going),
  });
  return { uploads, sent, forgotten, posted, given, outgoing, shelf, clock };
}

export type TabScene = ReturnType<typeof openTab>;

/** Lets all that waits for nothing but its turn happen. */
export async function settle(): Promise<void> {
  for (let n = 0; n < 50; n++) await Promise.resolve();
}

/** Chooses files of so many bytes, and gives them as they stand. */
export async function choose(
  { uploads }: TabScene,
  ...sizes: readonly number[]
): Promise<readonly Upload[]> {
  await uploads.add(sizes.map((size, n) => fileOf(size, `foto-${n + 1}.jpg`)));
  await settle();
  return uploads.list.value;
}

export function fileOf(size: number, name = "foto-1.jpg"): File {
  return new File([new Uint8Array(size)], name, { type: "image/jpeg", lastModified: 1_000 });
}

/** The server has begun to take a file, and has so much of it. */
export function take(one: Sent, id: string, bytes: number): void {
  one.placed(`/tus/${id}`);
  one.moved(bytes);
}

/** The server has all of a file. */
export function finish(one: Sent, id: string): void {
  one.placed(`/tus/${id}`);
  one.done();
}

/** How files stand, by name. */
export function states({ uploads }: TabScene): string[] {
  return uploads.list.value.map(({ name, state }) => `${name} ${state}`);
}

export const LOCKED: TransferFault = { status: 423, afterMs: 10_000 };
