import type { Notice, Way } from "./composer_notice.ts";
import { partsOf, pastedAsCode, withoutPasted } from "./long_text.ts";

/** The field in which there is a long text, and what can become of that. */
export interface LongDesk {
  area: Pick<HTMLTextAreaElement, "value">;
  /** Longest message, in UTF-16 units. */
  longest: number;
  /** Puts another text in its place. */
  rewrite(text: string): void;
  /** Sends it in parts. */
  post(parts: readonly string[]): void;
  /** Makes a file of words. */
  attach(words: string): void;
}

/** What is offered for words that were pasted. */
export function longNotice(pasted: string, desk: LongDesk): Notice {
  const run = () => desk.rewrite(pastedAsCode(desk.area.value, pasted));
  return { kind: "long", ways: [{ kind: "code", run }, asFile(pasted, desk)] };
}

/** What is offered for a text that is too long for a message. */
export function overNotice(text: string, desk: LongDesk): Notice {
  const parts = partsOf(text, desk.longest);
  return {
    ...{ kind: "over", passing: true, parts: parts.length },
    ways: [{ kind: "parts", run: () => desk.post(parts) }, asFile(text, desk)],
  };
}

/** Takes words out of the field, into a file; if they are not there any more, all that is. */
function asFile(words: string, { area, attach, rewrite }: LongDesk): Way {
  const run = () => {
    const { value: text } = area;
    const rest = withoutPasted(text, words);
    attach(rest === undefined ? text : words);
    rewrite(rest ?? "");
  };
  return { kind: "file", run };
}
