import { expect } from "expect";
import { keyGroups } from "@/lib/client/key_groups.ts";
import { PAGE_KEYS, ROOM_KEYS } from "@/lib/client/key_tables.ts";
import { chordOf, isLeft, PAGE_CHORDS, ROOM_CHORDS } from "@/lib/client/shortcuts.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

Deno.test("a chord has one name, with CapsLock and with the command key, too", () => {
  expect(chordOf("k", { ctrlKey: true })).toBe("Ctrl+K");
  expect(chordOf("K", { metaKey: true })).toBe("Ctrl+K");
  expect(chordOf("f", { ctrlKey: true, shiftKey: true })).toBe("Ctrl+Shift+F");
  expect(chordOf("ArrowUp", { altKey: true, shiftKey: true })).toBe("Alt+Shift+ArrowUp");
});

Deno.test("a sign is the same wherever a keyboard has it", () => {
  expect(chordOf("?", { shiftKey: true })).toBe("?");
  expect(chordOf("?", {})).toBe("?");
  expect(chordOf("/", { ctrlKey: true, shiftKey: true })).toBe("Ctrl+/");
});

Deno.test("keys with others held down are other chords", () => {
  const all: readonly string[] = [...PAGE_CHORDS, ...ROOM_CHORDS];
  expect(all).not.toContain(chordOf("u", { ctrlKey: true, shiftKey: true }));
  expect(all).not.toContain(chordOf("k", { ctrlKey: true, altKey: true }));
  expect(all).not.toContain(chordOf("Escape", { shiftKey: true }));
});

Deno.test("a field keeps what moves in its text, and what is typed", () => {
  const empty = { tagName: "TEXTAREA", value: "" };
  const written = { tagName: "TEXTAREA", value: "oi" };
  for (const chord of ["?", "PageUp", "PageDown"]) expect(isLeft(chord, empty)).toBe(false);
  for (const chord of ["Ctrl+Home", "Ctrl+End", "Shift+PageUp"]) {
    expect([chord, isLeft(chord, empty), isLeft(chord, written)]).toEqual([chord, true, false]);
  }
  for (const chord of ["Ctrl+K", "Alt+ArrowUp", "Escape", "Ctrl+U"]) {
    expect([chord, isLeft(chord, written)]).toEqual([chord, true]);
  }
  expect(isLeft("Alt+ArrowDown", { tagName: "SELECT", value: "a" })).toBe(false);
});

Deno.test("every key that is heard is in the list, once, with words for what it does", () => {
  const groups = keyGroups();
  const listed = (place: string) =>
    groups.find((group) => group.place === place)?.rows.flatMap(({ chords }) => chords).sort();
  expect(listed("page")).toEqual([...PAGE_CHORDS].sort());
  expect(listed("room")).toEqual([...ROOM_CHORDS].sort());
  expect(Object.keys({ ...PAGE_KEYS, ...ROOM_KEYS }).length)
    .toBe(PAGE_CHORDS.length + ROOM_CHORDS.length);
  for (const locale of ["pt-BR", "en", "es"] as const) {
    const said: Record<string, unknown> = textsIn(locale).keys;
    for (const { place, rows } of groups) {
      expect([place, typeof said[`in.${place}`]]).toEqual([place, "string"]);
      for (const { deed } of rows) {
        expect([deed, typeof said[`do.${deed}`]]).toEqual([deed, "string"]);
      }
    }
  }
});
