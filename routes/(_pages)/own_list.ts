import type { Message } from "@/lib/chat/model.ts";
import type { OwnEntry, OwnQuery } from "@/lib/chat/store.ts";

/** A page of a list of one's own. */
export interface OwnPage {
  messages: Message[];
  /** Where the next ones are, and where the list begins; `undefined`: there is no such place. */
  older: string | undefined;
  first: string | undefined;
}

const SHOWN = 30;
/** A moment in milliseconds since the epoch. */
const MOMENT = /^[1-9]\d{0,15}$/;

/** The page of a list that an address asks for: `?antes=` and a moment. */
export async function ownPage(
  { pathname, searchParams }: URL,
  read: (query: OwnQuery) => Promise<OwnEntry[]>,
): Promise<OwnPage> {
  const asked = searchParams.get("antes") ?? "";
  const before = MOMENT.test(asked) ? { before: Number(asked) } : {};
  const entries = await read({ limit: SHOWN, ...before });
  const last = entries.at(-1);
  const full = entries.length >= SHOWN && last !== undefined;
  const more = full && (await read({ limit: 1, before: last.at })).length > 0;
  return {
    messages: entries.map(({ message }) => message),
    older: more ? `${pathname}?antes=${last.at}` : undefined,
    first: "before" in before ? pathname : undefined,
  };
}
