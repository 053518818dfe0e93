/** One `import` or `export … from`, as it is written. */
export interface Import {
  specifier: string;
  /** `import type` and `export type`: gone when the code runs. */
  typeOnly: boolean;
  /** `import(…)`: it comes when that is called. */
  late: boolean;
  line: number;
}

/**
 * A source file as the rules read it. `code` is as long as `text`, with comments blanked; `bare`
 * has what stands in strings, templates and regular expressions blanked too.
 */
export interface SourceFile {
  path: string;
  text: string;
  code: string;
  bare: string;
  imports: readonly Import[];
  /** Its regular expressions, as they are written. */
  patterns: readonly { literal: string; line: number }[];
}

const TOKENS = [
  { kind: "comment", at: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y },
  { kind: "string", at: /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y },
  { kind: "template", at: /`(?:\\[\s\S]|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*`/y },
  { kind: "regex", at: /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y },
] as const;

// A slash opens a regular expression only where a value may begin; elsewhere it divides, or ends a tag.
const VALUE_MAY_BEGIN = /(?:^|[(,=:[!&|?{;+\-*%~^>]|\b(?:return|typeof|case|in|of))\s*$/;

const FROM =
  /^[ \t]*(?:import|export)(\s+type)?\b(?:[^;"'`]*?\sfrom)?\s*["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/gm;

/** Reads a source file: its text as the rules need it, and what it imports. */
export function parseSource(path: string, text: string): SourceFile {
  let code = "";
  let bare = "";
  const patterns: { literal: string; line: number }[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at, bare);
    if (token === undefined) {
      code += text[at];
      bare += text[at];
      at++;
      continue;
    }
    if (token.kind === "regex") {
      patterns.push({ literal: token.text, line: text.slice(0, at).split("\n").length });
    }
    const blank = token.text.replace(/[^\n]/g, " ");
    code += token.kind === "comment" ? blank : token.text;
    bare += blank;
    at += token.text.length;
  }
  return { path, text, code, bare, imports: importsOf(code, bare), patterns };
}

function tokenAt(text: string, at: number, before: string) {
  if (!"/\"'`".includes(text.charAt(at))) return undefined;
  for (const { kind, at: pattern } of TOKENS) {
    if (kind === "regex" && !VALUE_MAY_BEGIN.test(before.slice(-40))) continue;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { kind, text: found[0] };
  }
  return undefined;
}

function importsOf(code: string, bare: string): Import[] {
  const imports: Import[] = [];
  for (const match of code.matchAll(FROM)) {
    const specifier = match[2] ?? match[3];
    const keyword = match.index + match[0].search(/\S/);
    // The word itself must be code: an example in a template is none.
    if (specifier === undefined || bare.charAt(keyword) === " ") continue;
    const inner = /^[^{]*\{([^}]*)\}/.exec(match[0])?.[1]?.split(",").filter((name) => name.trim());
    const allTypes = inner !== undefined && inner.length > 0 &&
      inner.every((name) => /^\s*type\s/.test(name)) && /^\s*(?:import|export)\s*\{/.test(match[0]);
    imports.push({
      specifier,
      typeOnly: match[1] !== undefined || allTypes,
      late: match[3] !== undefined,
      line: code.slice(0, keyword).split("\n").length,
    });
  }
  return imports;
}
