/** Before the key of every draft. */
export const PREFIX = "conexao:draft:";

/** As much of the browser's storage as is used. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Where drafts are kept, if the browser allows it at all. */
export function draftStorage(): DraftStorage | undefined {
  return attempt(() => localStorage);
}

/** People who have signed out on this page: what their field still holds is not kept any more. */
export const gone = new Set<number>();

/** What somebody has begun to write in one room. */
export class Draft {
  /** Under what the text is kept. */
  readonly key: string;
  readonly #user: number;
  readonly #storage: DraftStorage | undefined;

  /** `room`: its id; of an answer that is not written in the log, `id:seq` of what it answers. */
  constructor(
    of: { store: string; user: number; room: number | `${number}:${number}` },
    storage: DraftStorage | undefined = draftStorage(),
  ) {
    this.#user = of.user;
    this.key = `${PREFIX}${of.user}:${of.store}:${of.room}`;
    this.#storage = storage;
  }

  /** What was left here, or what beside it; "" if nothing. */
  read(beside = ""): string {
    return attempt(() => this.#storage?.getItem(this.key + beside)) ?? "";
  }

  /** Saves the text, and what there is to know beside it. */
  save(text: string, about = ""): void {
    if (gone.has(this.#user)) return;
    this.#put(this.key, text);
    this.#put(`${this.key}:about`, about);
  }

  #put(key: string, item: string): void {
    attempt(() => item === "" ? this.#storage?.removeItem(key) : this.#storage?.setItem(key, item));
  }
}

// Storage may be off, full or taken away at any call; a draft is not worth an error.
function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
