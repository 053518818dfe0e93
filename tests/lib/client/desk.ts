import type { Deed } from "@/lib/client/deeds.ts";
import type { Entry } from "@/lib/client/entry.ts";
import { Outbox } from "@/lib/client/outbox.ts";
import { type Kept, MemoryShelf, type OutboxShelf } from "@/lib/client/outbox_shelf.ts";
import { StoppableClock } from "@/lib/client/stoppable_clock.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { ana, clientId } from "./world.ts";

/** The database that everybody works with. */
export const STORE = "a".repeat(32);
/** Ana, as a shelf knows her. */
export const OWNER = { store: STORE, id: ana.id, name: ana.name };

/** An outbox of Ana's in one tab, and what it sends. */
export class Desk {
  readonly clock: FakeClock;
  readonly shelf: OutboxShelf;
  readonly outbox: Outbox;
  readonly sent: Entry[] = [];
  wired = true;
  readonly #timers: StoppableClock;

  constructor(
    shelf: OutboxShelf = new MemoryShelf(),
    clock = new FakeClock(),
    heard: (entry: Entry) => void = () => {},
  ) {
    this.shelf = shelf;
    this.clock = clock;
    this.#timers = new StoppableClock(clock);
    this.outbox = new Outbox({
      ...{ store: STORE, user: ana, shelf, clock: this.#timers, random: () => 0.5 },
      send: (entry) => {
        if (!this.wired) return false;
        this.sent.push(entry);
        heard(entry);
        return true;
      },
    });
  }

  /** The page is gone. */
  close(): void {
    this.wired = false;
    this.outbox.disconnected();
    this.#timers.stop();
  }

  /** Takes a message on. */
  say(body: string, room = 1): Entry {
    return this.outbox.post(room, { kind: "send", body });
  }

  /** What was sent, each by its text or kind. */
  get words(): string[] {
    return this.sent.map(wordOf);
  }

  /** What is there, and how far it has come. */
  get states(): string[] {
    return this.outbox.entries.value.map((entry) => `${wordOf(entry)} ${entry.state}`);
  }

  /** What lies on the shelf, each by its text or kind. */
  async kept(): Promise<string[]> {
    const kept = await this.shelf.load(OWNER);
    return kept.map((one) => wordOf("change" in one ? one.change : { kind: "send", ...one }));
  }
}

/** A message as an earlier page has left it. */
export function kept(n: number, body: string): Kept & { body: string } {
  return { id: clientId(n), store: STORE, user: { id: 1, name: "Ana" }, room: 1, body, at: n };
}

/** A refusal. */
export function nack(id: string, code: string, retry: boolean, afterMs?: number) {
  return { id, code, retry, ...(afterMs === undefined ? {} : { afterMs }) };
}

function wordOf(deed: Deed): string {
  return deed.kind === "send" ? deed.body : deed.kind;
}
