import { parse } from "@/lib/fresh/jsonify/parse.ts";
import type { RoomFeedProps } from "@/lib/client/room_feed.ts";
import type { Person } from "@/tests/support/person.ts";

/** Why a page was not given. */
export class PageRefused extends Error {
  override readonly name = "PageRefused";

  constructor(readonly status: number) {
    super(`The page was answered with ${status}`);
  }
}

const BOOT = /boot\(\{[^}]*\},'((?:[^'\\]|\\.)*)'\)/s;

/**
 * Loads a room's page, and reads what the server gives to the script on it.
 *
 * @throws {PageRefused} if the person is not let in
 */
export async function loadRoom(
  person: Person,
  slug: string,
  signal: AbortSignal,
): Promise<RoomFeedProps> {
  const { status, text } = await person.ask(`/r/${slug}`, { signal });
  if (status !== 200) throw new PageRefused(status);
  const script = BOOT.exec(text)?.[1];
  if (script === undefined) throw new PageRefused(403);
  const found = parse<object[]>(unquote(script)).find((props) => "messages" in props);
  if (!found) throw new PageRefused(403);
  return found as RoomFeedProps;
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", x3C: "<" };

/** What a script's literal in single quotes says. */
function unquote(literal: string): string {
  return literal.replace(/\\(x3C|.)/gs, (_, sign: string) => ESCAPED[sign] ?? sign);
}
