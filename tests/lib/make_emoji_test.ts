import { expect } from "expect";
import { writeEmojiList, writeEmojiNames } from "@/lib/make_emoji.ts";

const SMILE = {
  ...{
    hexcode: "1F604",
    emoji: "😄",
    label: "smiling face",
    tags: ["face", "happy", "happy face"],
  },
  ...{ group: 0, subgroup: 0, order: 2, version: 0.6 },
};
const THUMB = {
  ...{ hexcode: "1F44D", emoji: "👍️", label: "thumbs up", tags: ["very good"] },
  ...{ group: 1, subgroup: 9, order: 1, version: 0.6 },
};
const SKIN = { ...SMILE, hexcode: "1F3FD", emoji: "🏽", group: 2 };
const LETTER = { hexcode: "1F1E6", emoji: "🇦", label: "regional A", version: 0 };
const YOUNG = { ...SMILE, hexcode: "1FAEA", emoji: "🫪", version: 17 };
const CODES = { "1F604": ["smile", "happy"], "1F44D": "+1" };

function textOf(module: string): string {
  return /`\n([^]*)\n`/.exec(module)?.[1] ?? "";
}

Deno.test("the list has what people send alone, group by group, in the server's spelling", () => {
  const entries = [SMILE, THUMB, SKIN, LETTER, YOUNG];
  expect(textOf(writeEmojiList({ entries, codes: [CODES] }))).toBe("👍 +1\n\n😄 smile happy");
});

Deno.test("codes come from the first source that has any", () => {
  const codes = [{ "1F44D": "+1" }, { "1F44D": "thumbsup", "1F604": "smile" }];
  const module = writeEmojiList({ entries: [SMILE, THUMB], codes });
  expect(textOf(module)).toBe("👍 +1\n\n😄 smile");
});

Deno.test("names stand in the list's order, with the words that they do not hold themselves", () => {
  const module = writeEmojiNames([SMILE, THUMB], [THUMB, SMILE], "English");
  expect(textOf(module)).toBe("thumbs up|very good\n\nsmiling face|happy");
});

Deno.test("what is of another shape, lacks a name or holds a separator makes nothing", () => {
  expect(() => writeEmojiList({ entries: [{ emoji: 1 }], codes: [] })).toThrow();
  expect(() => writeEmojiNames([SMILE, THUMB], [SMILE], "Spanish")).toThrow("no name in Spanish");
  const split = { ...SMILE, label: "smile; face" };
  expect(() => writeEmojiNames([split], [split], "English")).toThrow("what separates them");
});
