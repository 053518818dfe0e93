import type { ReadonlySignal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { Backoff } from "./backoff.ts";
import { Pace } from "./pace.ts";
import type { TransferFault, Transport } from "./transfer.ts";
import type { Upload } from "./upload.ts";

/** What a Transfers sends, and whom it tells. */
export interface TransfersParts {
  list: ReadonlySignal<readonly Upload[]>;
  /** Comes with the first file. */
  transport(): Promise<Transport>;
  change(key: string, change: Partial<Upload>): void;
  /** All of it is there. */
  whole(key: string): void;
  clock: Clock;
  random?: () => number;
}

/** Files that go at once. */
const AT_ONCE = 2;
/** How often it is told how far a file is, in milliseconds. */
const TELL_EVERY = 100;
/** Nothing has gone for so long: the connection is dead and does not say so. */
const STALLED_AFTER = 30_000;
/** All has gone, and the server still looks what it is. */
const PATIENCE = 120_000;

/** A file on its way; `from`: how much of it was at the server when that was last asked. */
interface Run {
  stop(): void;
  pace: Pace;
  from?: number;
  toldAt: number;
  watchdog?: Timer;
}

/** The pause before a file is tried again; the server may have asked for it. */
interface Wait {
  timer: Timer;
  asked: boolean;
}

/**
 * Brings files to the server, two at once in their order. What is cut goes on by itself, after a
 * pause that grows, or when there is a connection again; how often, nobody counts.
 */
export class Transfers {
  readonly #parts: TransfersParts;
  /** What may go: it was looked whether the server takes it. */
  readonly #admitted = new Set<string>();
  readonly #runs = new Map<string, Run>();
  readonly #waits = new Map<string, Wait>();
  readonly #backoffs = new Map<string, Backoff>();
  #transport: Transport | undefined;
  #coming: Promise<void> | undefined;
  #started = false;

  constructor(parts: TransfersParts) {
    this.#parts = parts;
  }

  /** Begins. */
  start(): void {
    this.#started = true;
    this.#next();
  }

  /** Stops all that is under way, and leaves no timer. */
  stop(): void {
    this.#started = false;
    for (const key of [...this.#runs.keys(), ...this.#waits.keys()]) {
      this.#end(key);
      this.#parts.change(key, { state: "waiting", pace: undefined });
    }
  }

  /** These may go, as far as they wait. */
  admit(keys: readonly string[]): void {
    for (const key of keys) this.#admitted.add(key);
    this.#next();
  }

  /** Stops one. */
  halt(key: string): void {
    this.#end(key);
    this.#backoffs.delete(key);
    this.#next();
  }

  /** There is a connection again: only what the server asked for is waited for. */
  hurry(): void {
    for (const [key, { timer, asked }] of this.#waits) {
      if (asked) continue;
      timer.cancel();
      this.#waits.delete(key);
    }
    this.#next();
  }

  #next(): void {
    if (!this.#started) return;
    for (const upload of this.#parts.list.peek()) {
      if (this.#runs.size >= AT_ONCE) return;
      const { key, state } = upload;
      const idle = state === "waiting" && !this.#runs.has(key) && !this.#waits.has(key);
      if (!idle || !this.#admitted.has(key) || !upload.file) continue;
      if (!this.#transport) return this.#fetch();
      this.#send(upload, upload.file, this.#transport);
    }
  }

  /** Code that cannot come, for want of a connection, is asked for again. */
  #fetch(): void {
    this.#coming ??= this.#parts.transport().then(
      (transport) => {
        this.#coming = undefined;
        this.#transport = transport;
        this.#next();
      },
      () => {
        this.#coming = undefined;
        const first = this.#parts.list.peek().find(({ key, state }) =>
          state === "waiting" && this.#admitted.has(key)
        );
        if (first && this.#started) this.#wait(first.key);
      },
    );
  }

  #send({ key, name, path, size }: Upload, file: Blob, transport: Transport): void {
    const { change, whole } = this.#parts;
    const run: Run = { stop() {}, pace: new Pace(), toldAt: 0 };
    this.#runs.set(key, run);
    change(key, { state: "sending", cut: false });
    this.#watch(key, run, STALLED_AFTER);
    const alive = (act: () => void) => () => this.#runs.get(key) === run && act();
    run.stop = transport.send({
      ...{ file, name, path },
      placed: (path) => alive(() => change(key, { path }))(),
      moved: (sent) => alive(() => this.#moved(key, run, { sent, size }))(),
      done: alive(() => {
        this.#end(key);
        this.#backoffs.delete(key);
        change(key, { state: "whole", sent: size, pace: undefined });
        whole(key);
        this.#next();
      }),
      failed: (fault) => alive(() => this.#failed(key, fault))(),
    });
  }

  #moved(key: string, run: Run, { sent, size }: { sent: number; size: number }): void {
    const now = this.#parts.clock.now();
    this.#watch(key, run, sent < size ? STALLED_AFTER : PATIENCE);
    if (now - run.toldAt < TELL_EVERY && sent < size) return;
    run.toldAt = now;
    run.from ??= sent;
    if (sent > run.from) this.#backoffs.delete(key);
    this.#parts.change(key, { sent, pace: run.pace.take(now, sent) });
  }

  #watch(key: string, run: Run, ms: number): void {
    run.watchdog?.cancel();
    run.watchdog = this.#parts.clock.after(ms, () => this.#failed(key, {}));
  }

  #failed(key: string, fault: TransferFault): void {
    const { change, list } = this.#parts;
    const begun = list.peek().find((one) => one.key === key)?.path !== undefined;
    this.#end(key);
    const end = endOf(fault, begun);
    if (end === "anew") {
      change(key, { state: "waiting", path: undefined, sent: 0, pace: undefined });
      this.#wait(key);
    } else if (end === "again") {
      change(key, { state: "waiting", cut: true, pace: undefined });
      this.#wait(key, fault.afterMs);
      if (fault.status === undefined) void this.#read(key);
    } else change(key, { state: "failed", why: end, pace: undefined });
    this.#next();
  }

  /** A file that was changed or taken away since is told by no answer: it looks like a cut. */
  async #read(key: string): Promise<void> {
    const { list, change } = this.#parts;
    try {
      await list.peek().find((one) => one.key === key)?.file?.slice(0, 1).arrayBuffer();
    } catch {
      this.#end(key);
      change(key, { state: "failed", why: { code: "unreadable" } });
    }
  }

  #wait(key: string, afterMs?: number): void {
    const backoff = this.#backoffs.get(key) ?? new Backoff(this.#parts.random);
    this.#backoffs.set(key, backoff);
    const timer = this.#parts.clock.after(afterMs ?? backoff.next(), () => {
      this.#waits.delete(key);
      this.#next();
    });
    this.#waits.get(key)?.timer.cancel();
    this.#waits.set(key, { timer, asked: afterMs !== undefined });
  }

  #end(key: string): void {
    const run = this.#runs.get(key);
    run?.watchdog?.cancel();
    this.#runs.delete(key);
    run?.stop();
    this.#waits.get(key)?.timer.cancel();
    this.#waits.delete(key);
  }
}

/** Whether to try again, or from the beginning, or why not; `begun`: the server had a part of it. */
function endOf(
  { status, code, field }: TransferFault,
  begun: boolean,
): "again" | "anew" | { code: string } {
  switch (status) {
    // The server has forgotten it.
    case 404:
    case 410:
      return begun ? "anew" : { code: "not_found" };
    case 413:
    case 507:
      return { code: field ?? "server" };
    // Asked too early, or while another connection writes it still.
    case undefined:
    case 408:
    case 409:
    case 423:
    case 425:
    case 429:
      return "again";
  }
  return status >= 500 ? "again" : { code: code ?? "internal" };
}
