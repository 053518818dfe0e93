import { type Passage, TcpRelay, type Way } from "@/tests/support/tcp_relay.ts";

/** One statement that was stopped on its way, or whose answer was. */
export interface Catch {
  /** Resolves when it is stopped: with `delivered`, the server has answered it by then. */
  readonly reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
  /** Breaks its connection: what was stopped never arrives. */
  drop(): void;
}

/** What to stop: the next statement that looks like this. */
export interface Bait {
  what: RegExp;
  /** The server gets it, and its answer is stopped. */
  delivered: boolean;
}

/** What a batch begins with that has to be looked at: afterwards its rooms are locked. */
export const LOCKING = /^start transaction;\s+select id, kind, rev/;
/** What a batch ends with: its messages, the rooms' counters and COMMIT; of a plain one, all of it. */
export const COMMITTING =
  /^(?:start transaction;\s+select max|insert into messages|update rooms)\b/;

interface Trap extends Bait {
  reached: PromiseWithResolvers<void>;
  released: PromiseWithResolvers<"go" | "drop">;
}

/** A packet's length and number, and the command that a statement follows. */
const HEADER = 5;
const QUERY = 3;

/** Stands between one instance and MySQL, and reads just enough of what is said in the clear. */
export class SqlRelay extends TcpRelay {
  readonly #traps = new Set<Trap>();
  /** Whose next answer is stopped. */
  readonly #answers = new WeakMap<Passage, Trap>();
  readonly #slow = new Set<{ what: RegExp; ms: number; times: number }>();

  constructor(target: number) {
    super(target, (bytes, way, passage) => this.#forward(bytes, way, passage));
  }

  /** Stops the next statement that fits. */
  catchNext(bait: Bait): Catch {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<"go" | "drop">();
    const trap = { ...bait, reached, released };
    this.#traps.add(trap);
    return {
      reached: reached.promise,
      release: () => (this.#traps.delete(trap), released.resolve("go")),
      drop: () => (this.#traps.delete(trap), released.resolve("drop")),
    };
  }

  /** Lets every statement that fits wait, until what is returned is called: there must be one. */
  slowDown(what: RegExp, ms: number): () => void {
    const rule = { what, ms, times: 0 };
    this.#slow.add(rule);
    return () => {
      this.#slow.delete(rule);
      if (rule.times === 0) throw new Error(`Nothing was said that looks like ${what}`);
    };
  }

  async #forward(bytes: Uint8Array, way: Way, passage: Passage): Promise<void> {
    if (way === "up") return await this.#forwardUp(bytes, passage);
    const trap = this.#answers.get(passage);
    this.#answers.delete(passage);
    if (trap) await this.#hold(trap, passage);
    await passage.pass("down", bytes);
  }

  async #forwardUp(bytes: Uint8Array, passage: Passage): Promise<void> {
    const text = statementIn(bytes);
    if (text === undefined) return await passage.pass("up", bytes);
    const trap = [...this.#traps].find(({ what }) => what.test(text));
    for (const rule of this.#slow) {
      if (!rule.what.test(text)) continue;
      rule.times++;
      await new Promise((resolve) => setTimeout(resolve, rule.ms));
    }
    if (trap) this.#traps.delete(trap);
    if (trap?.delivered) this.#answers.set(passage, trap);
    else if (trap) await this.#hold(trap, passage);
    await passage.pass("up", bytes);
  }

  async #hold({ reached, released }: Trap, passage: Passage): Promise<void> {
    reached.resolve();
    if (await released.promise === "drop") passage.cut();
  }
}

/** The statement that begins here, as far as it has come; a byte a character. */
function statementIn(bytes: Uint8Array): string | undefined {
  if (bytes[HEADER - 1] !== QUERY) return undefined;
  // MySQL 8.0.23 and later are told first that there are no attributes, of which there is one set.
  const told = bytes[HEADER] === 0 && bytes[HEADER + 1] === 1;
  return new TextDecoder("latin1").decode(bytes.subarray(told ? HEADER + 2 : HEADER));
}
