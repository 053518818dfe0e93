/** The keys that mean something on every page. "Ctrl" is the command key, too; letters are capital. */
export const PAGE_CHORDS = [
  "Ctrl+K",
  "Alt+ArrowUp",
  "Alt+ArrowDown",
  "Alt+Shift+ArrowUp",
  "Alt+Shift+ArrowDown",
  "Ctrl+Shift+F",
  "Ctrl+F6",
  "Ctrl+Shift+F6",
  "Ctrl+/",
  "?",
] as const;

/** Those that do besides where a room is open. */
export const ROOM_CHORDS = [
  "Ctrl+U",
  "Escape",
  "Shift+PageUp",
  "Ctrl+Home",
  "Ctrl+End",
  "PageUp",
  "PageDown",
] as const;

/** Keys that mean something on every page. */
export type PageChord = typeof PAGE_CHORDS[number];
/** Keys that mean something in a room. */
export type RoomChord = typeof ROOM_CHORDS[number];

type Held = Partial<Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "altKey" | "shiftKey">>;

/** What is open above the page; a browser leaves out of `:is` what it does not know. */
const ABOVE = ":is(dialog[open], :popover-open)";

/** What the room of this page does with its keys. */
let room: ((chord: RoomChord) => void) | undefined;

/** A key with those that are held down, as one name. */
export function chordOf(key: string, { ctrlKey, metaKey, altKey, shiftKey }: Held): string {
  const name = key.length > 1 ? key : key.toUpperCase();
  // Some keyboards have signs only with the shift key, which is no part of the chord then.
  const shift = shiftKey && (key.length > 1 || key.toLowerCase() !== name);
  return (ctrlKey || metaKey ? "Ctrl+" : "") + (altKey ? "Alt+" : "") + (shift ? "Shift+" : "") +
    name;
}

/** Whether a field leaves a chord to the page: what moves in a text is the field's, if there is one. */
export function isLeft(chord: string, { tagName, value }: { tagName: string; value: string }) {
  return tagName !== "SELECT" && !(value ? /\?|Home|End|Page/ : /^(\?|Page)/).test(chord);
}

/** Has what keys mean on this page done by `run`, until `signal` is aborted. */
export function hearKeys(run: (chord: PageChord) => void, signal: AbortSignal): void {
  const hear = (event: Event & Partial<KeyboardEvent>) => {
    const { target, defaultPrevented, isComposing } = event;
    // What is open above the page has its own use for the key.
    const open = document.querySelector(ABOVE);
    if (defaultPrevented || isComposing || open || !(target instanceof Element)) return;
    // A link may stand for keys; with others held down it opens elsewhere.
    const key = event.key ?? target.closest<HTMLElement>("[data-chord]")?.dataset.chord;
    // What fills in a form sends events without a key.
    const chord = key ? chordOf(key, event) : "";
    if (isField(target) && !isLeft(chord, target)) return;
    if (isOneOf(PAGE_CHORDS, chord)) run(chord);
    else if (room && isOneOf(ROOM_CHORDS, chord)) room(chord);
    else return;
    event.preventDefault();
  };
  for (const sign of ["keydown", "click"]) document.addEventListener(sign, hear, { signal });
}

/** Has what keys mean in the room of this page done by `run`. */
export function hearRoomKeys(run: (chord: RoomChord) => void): void {
  room = run;
}

/** Whether something is written or chosen there. */
export function isField(target: Element): target is HTMLInputElement {
  return target.matches("input, textarea, select");
}

function isOneOf<Chord extends string>(chords: readonly Chord[], chord: string): chord is Chord {
  return chords.includes(chord as Chord);
}
