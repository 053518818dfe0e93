import type { Change, Sending } from "./deeds.ts";
import { isSharedFile } from "./file_shape.ts";
import {
  isClientId,
  isId,
  isNumber,
  isSwitch,
  isText,
  isTrue,
  listOf,
  maybe,
  type Shape,
  shapeOf,
} from "./shape.ts";

interface Common {
  id: string;
  store: string;
  user: { id: number; name: string };
  room: number;
  at: number;
  order?: number | undefined;
  why?: string | undefined;
  fresh?: true | undefined;
}

/**
 * Something own that no ack has been seen for: a message (`body`, `replyTo`, `files`) or a change to one (`change`,
 * apart from the rest, so that a page of before changes were kept leaves it alone). `store` names
 * the database it is for: ids mean nothing in another. `at` is when, in milliseconds since the
 * epoch by this machine, and `order` its place among the others (where it is missing: `at`).
 * `why` is there if it was finally refused: an error's code, or `store`. `fresh`: it has never been
 * sent by any page, so it can still be changed; without it, it may be stored already.
 */
export type Kept = Common & (Message | { change: Change });

type Message = Pick<Sending, "body" | "replyTo" | "files">;

const common = {
  ...{ id: isClientId, store: isText, room: isId, at: isNumber, order: maybe(isNumber) },
  user: shapeOf<Common["user"]>({ id: isId, name: isText }),
  ...{ why: maybe(isText), fresh: maybe(isTrue) },
};

type ChangeOf<Kind extends Change["kind"]> = Omit<Extract<Change, { kind: Kind }>, "kind">;

const CHANGES: { readonly [Kind in Change["kind"]]: Shape } = {
  edit: shapeOf<ChangeOf<"edit">>({ seq: isId, body: isText }),
  delete: shapeOf<ChangeOf<"delete">>({ seq: isId }),
  react: shapeOf<ChangeOf<"react">>({ seq: isId, emoji: isText, on: isSwitch }),
  pin: shapeOf<ChangeOf<"pin">>({ seq: isId, on: isSwitch }),
};
const KINDS = new Map<unknown, Shape>(Object.entries(CHANGES));

const fitsMessage = shapeOf<Common & Message>({
  ...common,
  ...{ body: isText, replyTo: maybe(isId), files: maybe(listOf(isSharedFile)) },
});
const fitsChange = shapeOf<Common & { change: Change }>({
  ...common,
  change: (value) =>
    value instanceof Object && "kind" in value &&
    KINDS.get(value.kind)?.(value) === true,
});

/** Whether this is an entry that was kept; another version of the page may have kept others. */
export function isKept(value: unknown): value is Kept {
  return fitsMessage(value) || fitsChange(value);
}

/** Whose shelf: a person of one database. */
export interface Owner {
  store: string;
  id: number;
  name: string;
}

/**
 * Where what is unsent outlives the page, one for all tabs: what is done to one entry is done in the
 * order of the calls, and at once. Nothing here throws: what cannot be kept is not.
 */
export interface OutboxShelf {
  /** It has never failed: what was put here and is not here any more has been taken away. */
  readonly sound: boolean;
  /** What is kept of this person, oldest first. */
  load(owner: Owner): Promise<Kept[]>;
  put(kept: Kept): Promise<void>;
  /**
   * Puts what `change` makes of an entry in its place, or nothing if that is undefined. Resolves
   * with what is there then.
   */
  update(id: string, change: (kept: Kept) => Kept | undefined): Promise<Kept | "gone">;
  remove(id: string): Promise<void>;
  /** Forgets all of one person's. */
  clear(user: number): Promise<void>;
}

/** Keeps entries as long as the page lives: for tests, and where the browser offers no more. */
export class MemoryShelf implements OutboxShelf {
  readonly sound: boolean = true;
  readonly #kept = new Map<string, Kept>();

  load(owner: Owner): Promise<Kept[]> {
    return Promise.resolve(ownedBy([...this.#kept.values()], owner));
  }

  put(kept: Kept): Promise<void> {
    this.#kept.set(kept.id, kept);
    return Promise.resolve();
  }

  update(id: string, change: (kept: Kept) => Kept | undefined): Promise<Kept | "gone"> {
    const kept = this.#kept.get(id);
    const next = kept && change(kept);
    if (next) this.#kept.set(id, next);
    else this.#kept.delete(id);
    return Promise.resolve(next ?? "gone");
  }

  remove(id: string): Promise<void> {
    this.#kept.delete(id);
    return Promise.resolve();
  }

  clear(user: number): Promise<void> {
    for (const kept of this.#kept.values()) {
      if (kept.user.id === user) this.#kept.delete(kept.id);
    }
    return Promise.resolve();
  }
}

/**
 * One person's, oldest first. In another database the same id may be somebody else's, who sits at
 * the same computer: there the name counts too.
 */
export function ownedBy(kept: readonly Kept[], { store, id, name }: Owner): Kept[] {
  return kept.filter(({ user, ...one }) =>
    user.id === id && (one.store === store || user.name === name)
  ).sort((a, b) => (a.order ?? a.at) - (b.order ?? b.at));
}
