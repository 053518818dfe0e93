// A mark that any script may carry is an accent. One that belongs to a script may be a vowel; but in
// Arabic, Cyrillic and Hebrew it is an ornament, or a vowel that most people leave out. Three dots
// (U+06DB) and the small tah (U+0615) tell Arabic letters apart in the table of confusables, whose
// high hamza (U+0674) is what an accent is elsewhere.
const FREE = /[\p{Default_Ignorable_Code_Point}\p{Script=Inherited}\u0674]/u;
const ORNAMENT =
  /(?![\u0615\u06db])(?=\p{M})[\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Hebrew}]/u;
const UNSEEN = new RegExp(`${FREE.source}|${ORNAMENT.source}`, "gu");

/**
 * The letters of a text without width, ligature (NFKD), case, accent or invisible character: what
 * remains is what the table of confusables tells of.
 */
export function plainFold(text: string): string {
  return text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(UNSEEN, "");
}

/** The same, with width, ligatures and case left as they are. */
export function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(UNSEEN, "");
}
