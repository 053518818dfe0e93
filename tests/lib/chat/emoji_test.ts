import { expect } from "expect";
import { parseEmoji } from "@/lib/chat/emoji.ts";
import { Invalid } from "@/lib/chat/errors.ts";

Deno.test("parseEmoji() takes one emoji of whatever make", () => {
  for (const emoji of ["👍", "👍🏽", "👩‍❤️‍💋‍👨", "🇧🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️"]) {
    expect(parseEmoji(emoji)).toBe(emoji);
  }
});

Deno.test("parseEmoji() knows one spelling of a heart", () => {
  expect(parseEmoji("\u2764")).toBe("\u2764\uFE0F");
});

Deno.test("parseEmoji() refuses what is no emoji, or more than one", () => {
  for (
    const text of ["", "a", "1", "👍👍", " 👍", "👍 ", "\u200D", "\uFE0F", "<b>", "👍a", "\uD83D"]
  ) {
    expect([text, refusalOf(text)]).toEqual([text, "emoji"]);
  }
});

function refusalOf(text: string): string | undefined {
  try {
    return parseEmoji(text);
  } catch (error) {
    return error instanceof Invalid ? error.field : "another error";
  }
}
