import type { Draft, DraftStorage } from "./drafts.ts";

/** What somebody has begun: the text in the field, and what it is to become. */
export interface Begun {
  text: string;
  /** The place of the message that it answers. */
  reply?: number | undefined;
  /** The place of the message that it is another text of. */
  edit?: number | undefined;
  /** What was put aside for that. */
  aside?: { text: string; reply?: number | undefined } | undefined;
}

/** How it is kept beside the text; `at`: since when, in milliseconds since the epoch. */
type About = Omit<Begun, "text"> & { at: number };

/** How long a draft is kept, in milliseconds: 30 days. */
const KEPT_FOR = 30 * 24 * 60 * 60_000;
/** After a draft's key; {@linkcode Draft.save} writes it there. */
const ABOUT = ":about";

/** Reads all that was begun. */
export function readBegun(draft: Draft): Begun {
  const { at: _at, ...about } = aboutIn(draft.read(ABOUT)) ?? { at: 0 };
  return { text: draft.read(), ...about };
}

/** Keeps all that was begun; `now` in milliseconds since the epoch. */
export function saveBegun(draft: Draft, { text, ...rest }: Begun, now: number): void {
  const about: About = { ...rest, at: now };
  const nothing = text === "" && Object.keys(rest).length === 0;
  draft.save(text, nothing ? "" : JSON.stringify(about));
}

/**
 * Forgets the drafts of all rooms that were kept longer ago than anybody would look for them.
 *
 * @param like the key of any of them
 * @param now milliseconds since the epoch
 */
export function sweepDrafts(
  like: string,
  now: number,
  storage: DraftStorage | undefined = draftsHere(),
): void {
  const prefix = like.split(":", 2).join(":");
  const keys = Array.from(
    { length: storage?.length ?? 0 },
    (_, index) => storage?.key(index) ?? "",
  );
  for (const key of keys) {
    if (!key.startsWith(prefix) || !key.endsWith(ABOUT)) continue;
    const { at } = aboutIn(storage?.getItem(key) ?? "") ?? { at: 0 };
    if (now - at < KEPT_FOR) continue;
    storage?.removeItem(key);
    storage?.removeItem(key.slice(0, -ABOUT.length));
  }
}

// A browser may keep nothing.
function draftsHere(): DraftStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

// What lies there may be of another version of the page.
function aboutIn(item: string): About | undefined {
  try {
    const json: unknown = JSON.parse(item);
    return isAbout(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isAbout(json: unknown): json is About {
  if (!(json instanceof Object)) return false;
  const { at, reply, edit, aside }: Record<string, unknown> = { ...json };
  return isNumber(at) && [reply, edit].every((one) => one === undefined || isNumber(one)) &&
    (aside === undefined ||
      aside instanceof Object && "text" in aside && typeof aside.text === "string" &&
        (!("reply" in aside) || isNumber(aside.reply)));
}

function isNumber(value: unknown): boolean {
  return Number.isSafeInteger(value);
}
