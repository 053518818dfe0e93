import { common, createLowlight } from "lowlight";
import type { Markup, MarkupNode } from "./markup.ts";

/** Coloured pieces of one block of code; one with more stays plain. */
const MOST_PIECES = 1_500;

// The highlighter knows some sixty kinds of pieces, and readers a few.
const KINDS: Readonly<Record<string, string>> = {
  ...of("ck", ["keyword", "built_in", "type", "selector-tag", "name", "tag", "operator"]),
  ...of("cs", ["string", "regexp", "char", "symbol", "link", "code", "template-tag"]),
  ...of("cn", ["number", "literal", "variable", "template-variable", "bullet"]),
  ...of("cc", ["comment", "quote", "meta", "doctag"]),
  ...of("cf", [
    "title",
    "section",
    "attr",
    "attribute",
    "property",
    "selector-class",
    "selector-id",
  ]),
  ...of("ca", ["addition"]),
  ...of("cd", ["deletion"]),
};

type Highlighter = ReturnType<typeof createLowlight>;
type Pieces = ReturnType<Highlighter["highlight"]>["children"];

let highlighter: Highlighter | undefined;

/**
 * Code in the colours of a language, as pieces with a class; `undefined`: the language is not known,
 * or the code is in too many pieces. It may take long on purpose of whoever wrote the code, so it is
 * to be called where it can be stopped.
 */
export function colourCode(code: string, language: string): Markup | undefined {
  highlighter ??= createLowlight(common);
  if (!highlighter.registered(language)) return undefined;
  const pieces: MarkupNode[] = [];
  const root = highlighter.highlight(language, code, { prefix: "" });
  return collect(root.children, undefined, pieces) ? pieces : undefined;
}

/** Pieces inside of others lie flat in the end: the innermost kind counts. False: too many. */
function collect(children: Pieces, kind: string | undefined, into: MarkupNode[]): boolean {
  return children.every((child) => {
    if (into.length > MOST_PIECES) return false;
    if (child.type === "text") {
      into.push(kind === undefined ? child.value : { t: "span", k: kind, c: [child.value] });
    } else if (child.type === "element") {
      const [name] = [child.properties.className].flat();
      return collect(child.children, KINDS[String(name)] ?? kind, into);
    }
    return true;
  });
}

function of(kind: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}
