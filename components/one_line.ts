const LONGEST = 90;

/** The beginning of a text in one line: for labels and quotes. */
export function oneLine(text: string): string {
  const line = text.slice(0, LONGEST).replace(/\s+/g, " ").toWellFormed();
  return text.length > LONGEST ? `${line}…` : line;
}
