const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const QUOTE = /^ {0,3}>/;
const CODE = /`[^`\n]*`/g;

/**
 * What a body says in its author's own voice, line by line: quotes and code are blank. A name in
 * them calls nobody, be it a decorator in a program or what is passed on from another room.
 */
export function spoken(body: string): string {
  let fence = "";
  const lines = body.split(/\r\n?|\n/).map((line) => {
    const [, mark = ""] = FENCE.exec(line) ?? [];
    if (fence === "" && mark === "") return QUOTE.test(line) ? "" : line.replace(CODE, " ");
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence)) fence = "";
    return "";
  });
  return lines.join("\n");
}
