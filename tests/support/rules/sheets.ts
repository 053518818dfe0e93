import { isWithin, type Project } from "../project.ts";
import type { Rule } from "./rule.ts";

const TOKENS = "static/styles/tokens.css";
/** Conditions cannot read a custom property: these are asked of the window, and not of the tokens. */
const CONDITION = /@(?:media|container|supports)[^{]*/g;
const RAW_SIZE = /(?<![\w.-])-?(?:\d*\.)?\d+(?:px|rem|pt|ch|ex|cm|mm|in|ms|s)\b/;
const PART = String
  .raw`(?:0|50%|inherit|var\(--(?:r1|r2|speech|speech-own)\)|calc\(var\(--r[12]\)[^;]*\))`;
/** What a property may be. */
const CHOICES: Readonly<Record<string, RegExp>> = {
  "font-size": /^(?:inherit|[\d.]+em|var\(--t[1-5]\))$/,
  "border-radius": new RegExp(`^${PART}(?: ${PART}){0,3}$`),
  "box-shadow": /^(?:none|var\(--lift-[12]\))$/,
  "z-index": /^(?:auto|var\(--z-[a-z]+\))$/,
};
const RADIUS = /^border(?:-[a-z]+){2}-radius$/;
const DECLARATION = /(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+?)(?:\s*!important)?\s*(?=[;}])/g;
const OPENS_LAYER = /^@layer [\w, ]+$/;
const NEEDS_NO_LAYER = /^@(?:import|layer|charset)\b/;

function sheetsOf(project: Project): [path: string, css: string][] {
  return [...project.files].filter(([path]) =>
    path.endsWith(".css") && (isWithin(path, "static") || isWithin(path, "components"))
  ).map(([path, text]) => [path, blanked(text, /\/\*[\s\S]*?\*\//g)]);
}

/** The text with what matches blanked out: every line stays where it was. */
function blanked(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => found.replace(/[^\n]/g, " "));
}

function lineAt(css: string, index: number): number {
  return css.slice(0, index).split("\n").length;
}

function checkSizes(project: Project): string[] {
  return sheetsOf(project).filter(([path]) => path !== TOKENS).flatMap(([path, css]) =>
    blanked(css, CONDITION).split("\n").flatMap((line, index) => {
      const found = RAW_SIZE.exec(line)?.[0];
      return found && parseFloat(found) !== 0 ? [`${path}:${index + 1} has ${found}`] : [];
    })
  );
}

function checkChoices(project: Project): string[] {
  return sheetsOf(project).flatMap(([path, css]) =>
    [...css.matchAll(DECLARATION)].flatMap(({ 1: name = "", 2: value = "", index }) => {
      const allowed = CHOICES[RADIUS.test(name) ? "border-radius" : name];
      if (allowed === undefined || allowed.test(value)) return [];
      return [`${path}:${lineAt(css, index)} has ${name}: ${value}`];
    })
  );
}

function checkLayers(project: Project): string[] {
  return sheetsOf(project).flatMap(([path, css]) => {
    const breaches: string[] = [];
    let depth = 0;
    let from = 0;
    for (let at = 0; at < css.length; at++) {
      const sign = css[at];
      if (sign !== "{" && sign !== "}" && sign !== ";") continue;
      const head = css.slice(from, at).trim();
      const fits = sign === "{" ? OPENS_LAYER.test(head) : NEEDS_NO_LAYER.test(head);
      if (depth === 0 && !fits) breaches.push(`${path}:${lineAt(css, at)} has no layer: ${head}`);
      if (sign === "{") depth++;
      if (sign === "}") depth--;
      from = at + 1;
    }
    return breaches;
  });
}

/** How the style sheets are written. */
export const sheetRules: readonly Rule[] = [
  {
    name: "every size and duration comes from the tokens",
    check: checkSizes,
    bites: [
      { "static/styles/base.css": "a { padding: 3px; }" },
      { "components/ui/A.css": "a {\n  inset: -0.5rem auto auto;\n}" },
      { "components/ui/A.css": "@media (width < 40rem) { a { inline-size: 12rem; } }" },
      { "components/ui/A.css": "a { max-inline-size: 60ch; }" },
      { "components/ui/A.css": "a { transition: color 120ms; }" },
    ],
    spares: {
      "static/styles/tokens.css": ":root { --s1: 0.25rem; --fast: 120ms; }",
      "components/ui/A.css": "/* 3px */ @media (max-width: 40rem) { a { padding: var(--s1); } }\n" +
        "@container conv (max-width: 34rem) { .h3s { margin: 0; animation: over 0s var(--undo); } }\n" +
        "a { inline-size: min(100%, 40dvh); text-underline-offset: 0.2em; flex: 1 1 70%; }",
    },
  },
  {
    name: "type has five sizes; corners, shadows and floors are those of the tokens",
    check: checkChoices,
    bites: [
      { "components/ui/A.css": "a { font-size: var(--icon); }" },
      { "components/ui/A.css": "a { border-radius: var(--s1); }" },
      { "components/ui/A.css": "a { border-end-end-radius: 4px; }" },
      { "components/ui/A.css": "a { box-shadow: inset 0 0 0 var(--hair) var(--line); }" },
      { "components/ui/A.css": "a { & b { z-index: 2; } }" },
    ],
    spares: {
      "components/ui/A.css": "a { font-size: var(--t2); border-radius: var(--r2) var(--r2) 0 0;\n" +
        "  border-start-end-radius: var(--r1); box-shadow: var(--lift-1); z-index: var(--z-stick); }\n" +
        "b { font-size: 0.9em; border-radius: calc(var(--r2) - var(--s1)); box-shadow: none }",
    },
  },
  {
    name: "every rule of a sheet lies in a layer",
    check: checkLayers,
    bites: [
      { "components/ui/A.css": "a { color: inherit; }" },
      { "components/ui/A.css": "@layer components { a { color: inherit; } }\nb { margin: 0; }" },
      { "static/styles/base.css": "@media print { @layer base { a { margin: 0; } } }" },
    ],
    spares: {
      "static/styles/app.css": '@layer reset, base;\n@import "./base.css";\n',
      "components/ui/A.css": "/* a { } */\n@layer components {\n  a { &:hover { margin: 0; } }\n" +
        "  @media print { b { margin: 0; } }\n}\n",
    },
  },
];
