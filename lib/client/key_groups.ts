import { MESSAGE_KEYS, PAGE_KEYS, ROOM_KEYS, SENDING_KEYS, WRITING_KEYS } from "./key_tables.ts";

const TABLES = {
  page: PAGE_KEYS,
  room: ROOM_KEYS,
  message: MESSAGE_KEYS,
  write: { ...SENDING_KEYS, ...WRITING_KEYS },
} as const;

/** Where keys have a meaning. */
export type KeyPlace = keyof typeof TABLES;

type ValuesOf<Table> = Table[keyof Table];

/** What keys do, wherever it is. */
export type KeyDeed = { [At in KeyPlace]: ValuesOf<typeof TABLES[At]> }[KeyPlace];

/** The keys of one place: each thing they do, with all chords for it. */
export interface KeyGroup {
  place: KeyPlace;
  rows: { deed: KeyDeed; chords: string[] }[];
}

/** All keys of the product, from the tables by which it hears them. */
export function keyGroups(): KeyGroup[] {
  return [
    groupOf("page", Object.entries(TABLES.page)),
    groupOf("room", Object.entries(TABLES.room)),
    groupOf("message", Object.entries(TABLES.message)),
    groupOf("write", Object.entries(TABLES.write)),
  ];
}

function groupOf(place: KeyPlace, entries: readonly [chord: string, deed: KeyDeed][]): KeyGroup {
  const deeds = Map.groupBy(entries, ([, deed]) => deed);
  return {
    place,
    rows: [...deeds].map(([deed, same]) => ({ deed, chords: same.map(([chord]) => chord) })),
  };
}
