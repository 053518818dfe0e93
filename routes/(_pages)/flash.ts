import { isStaff } from "@/lib/chat/policy.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import type { State } from "@/utils.ts";

/** What a page says about what was done just before. */
export interface FlashData {
  text: string;
  undo?: { id: number; label: string; back: string };
}

interface FlashOptions {
  state: State;
  req: Request;
  url: URL;
  /** What may be said, by the word that the address has for it. */
  words?: Readonly<Record<string, string>>;
  /** The room whose log may be read for it, by those who see to the room alone. */
  room?: number;
}

/** What the address says was done: a word of these, or a decision that can still be undone. */
export async function flashOf(options: FlashOptions): Promise<FlashData | undefined> {
  const { state, req, url, words = {}, room } = options;
  const said = url.searchParams.get("feito");
  if (said === null) return undefined;
  const speech = speechFor(state.locale, req).of("host");
  if (said === "undone") return { text: speech.say("undone") };
  if (Object.hasOwn(words, said)) return { text: words[said] ?? "" };
  const id = /^[1-9]\d{0,14}$/.test(said) ? Number(said) : undefined;
  if (id === undefined || !await isOpen(state, { id, room })) return undefined;
  const undo = { id, label: speech.say("undo"), back: url.pathname };
  return { text: speech.say("done"), undo };
}

/** Whether the person took this decision, and can take it back now. */
async function isOpen(
  state: State,
  { id, room }: { id: number; room: number | undefined },
): Promise<boolean> {
  const { user } = requireSession(state);
  const { moderation, chat } = state.services;
  if (!isStaff(user)) {
    if (room === undefined) return false;
    const { role } = await chat.access(user.id, room);
    if (role !== "owner") return false;
  }
  const only = isStaff(user) || room === undefined ? {} : { room };
  const [entry] = await moderation.audit(user, { before: id + 1, ...only });
  return entry?.id === id && entry.actor.id === user.id && !entry.undone &&
    (entry.undoUntil ?? 0) > Date.now();
}
