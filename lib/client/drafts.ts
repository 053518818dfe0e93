import { type Clock, systemClock, type Timer } from "@/lib/chat/clock.ts";

const PREFIX = "conexao:draft:";
const SAVE_AFTER = 500;

/** As much of the browser's storage as is used. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Where drafts are kept, if the browser allows it at all. */
export function draftStorage(): DraftStorage | undefined {
  return attempt(() => localStorage);
}

/** People who have signed out on this page: what their field still holds is not kept any more. */
const gone = new Set<number>();

/** What somebody has begun to write in one room: saved half a second after the last key. */
export class Draft {
  readonly #key: string;
  readonly #user: number;
  readonly #storage: DraftStorage | undefined;
  readonly #clock: Clock;
  #save: Timer | undefined;

  constructor(
    of: { store: string; user: number; room: number },
    { storage = draftStorage(), clock = systemClock }: {
      storage?: DraftStorage | undefined;
      clock?: Clock;
    } = {},
  ) {
    this.#user = of.user;
    this.#key = `${PREFIX}${of.user}:${of.store}:${of.room}`;
    this.#storage = storage;
    this.#clock = clock;
  }

  /** What was left here; "" if nothing. */
  read(): string {
    return attempt(() => this.#storage?.getItem(this.#key)) ?? "";
  }

  /** Saves the text, once no other comes for a while. */
  change(text: string): void {
    this.#save?.cancel();
    this.#save = this.#clock.after(SAVE_AFTER, () => this.save(text));
  }

  /** Drops a text that waits to be saved. */
  forget(): void {
    this.#save?.cancel();
  }

  /** Saves the text now. */
  save(text: string): void {
    this.forget();
    if (gone.has(this.#user)) return;
    attempt(() =>
      text === "" ? this.#storage?.removeItem(this.#key) : this.#storage?.setItem(this.#key, text)
    );
  }
}

/** Forgets all that a person has begun to write, and keeps nothing more of theirs on this page. */
export function clearDrafts(
  user: number,
  storage: DraftStorage | undefined = draftStorage(),
): void {
  gone.add(user);
  attempt(() => {
    const count = storage?.length ?? 0;
    const keys = Array.from({ length: count }, (_, index) => storage?.key(index) ?? "");
    for (const key of keys) if (key.startsWith(`${PREFIX}${user}:`)) storage?.removeItem(key);
  });
}

// Storage may be off, full or taken away at any call; a draft is not worth an error.
function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
