// A mark that any script may carry is an accent; one that belongs to a script may be a vowel, but in
// Hebrew, where vowels are marks that most people leave out. U+0674 is the high hamza, with which the
// table of confusables spells the one above a letter.
const UNSEEN =
  /[\p{Default_Ignorable_Code_Point}\p{Script=Inherited}[\p{Script=Hebrew}&&\p{Mn}]\u0674]/gv;

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
