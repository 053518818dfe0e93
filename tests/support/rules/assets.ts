import { isWithin, type Project } from "../project.ts";
import type { Rule } from "./rule.ts";

const TOKENS = "static/styles/tokens.css";
const NAMED =
  "white|black|red|green|blue|gr[ae]y|orange|yellow|purple|pink|brown|silver|gold|navy|teal|cyan|magenta";
const RAW_COLOUR = new RegExp(
  `:[^;{}]*?(#[0-9a-f]{3,8}\\b|\\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\\((?!from var\\()[^)]*\\)|(?<![\\w-])(?:${NAMED})(?![\\w-]))`,
  "i",
);
const RAW_COLOUR_IN_MARKUP =
  /(?:fill|stroke|color|content|stop-color)=["{]["']?(#[0-9a-f]{3,8}\b|rgb|hsl|oklch)/i;
const NAMESPACES = /^https?:\/\/www\.w3\.org\//;
// The highlighter's warnings name a page that explains them: nothing ever asks for it.
const SAID = /^https:\/\/github\.com\/highlightjs\/highlight\.js\/(?:issues|wiki)\//;
const EXTERNAL =
  /\bhttps?:\/\/[\w[][^\s"'`)<>\\]*|(?:src|href)=["']\/\/[^"']+|url\(["']?\/\/[^)]+/g;

function checkColours(project: Project): string[] {
  return [...project.files].flatMap(([path, text]) => {
    const pattern =
      path.endsWith(".css") && (isWithin(path, "static") || isWithin(path, "components"))
        ? RAW_COLOUR
        : /^(?:islands|components|routes)\/.*\.tsx$/.test(path)
        ? RAW_COLOUR_IN_MARKUP
        : undefined;
    if (pattern === undefined || path === TOKENS) return [];
    return withoutComments(text).split("\n").flatMap((line, index) => {
      const found = pattern.exec(line);
      return found ? [`${path}:${index + 1} has ${found[1]}`] : [];
    });
  });
}

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
}

function checkAddresses(project: Project): string[] {
  return [...project.files].filter(([path]) => /^(?:static|_fresh\/static)\//.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(EXTERNAL)].map(([address]) => address)
        .filter((address) => !NAMESPACES.test(address) && !SAID.test(address))
        .map((address) => `${path} names ${address.slice(0, 80)}`)
    );
}

/** What is sent to the browser as it is. */
export const assetRules: readonly Rule[] = [
  {
    name: "every colour comes from the tokens",
    check: checkColours,
    bites: [
      { "static/styles/base.css": "a { color: #fff; }" },
      { "static/styles/base.css": "a {\n  background: 1px solid rgb(0 0 0 / 50%);\n}" },
      { "static/styles/base.css": "a { color: oklch(50% 0.1 20); }" },
      { "static/styles/base.css": "a { border: 1px solid white; }" },
      { "components/ui/A.css": "a { color: #fff; }" },
      { "components/A.tsx": `<path fill="#123456" />` },
    ],
    spares: {
      "static/styles/tokens.css": ":root { --ink: #111; }",
      "static/styles/base.css": "/* #fff */ #abc { color: var(--white); fill: currentColor; }\n" +
        "a { background: color-mix(in oklch, var(--a), transparent 40%); white-space: nowrap; }",
      "components/A.tsx": `<a href="#abc" /><path fill="currentColor" />`,
    },
  },
  {
    name: "no file that a browser is given names another host",
    check: checkAddresses,
    bites: [
      { "static/styles/base.css": `@import "https://fonts.example/a.css";` },
      { "_fresh/static/_fresh/js/1/a.js": `fetch("http://example.org/x")` },
      { "static/a.svg": `<image href="//example.org/a.png"/>` },
    ],
    spares: {
      "static/a.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
      "_fresh/static/_fresh/js/1/a.js": 'if (u.protocol === "https:") go("/x"); s = "https://" + h',
      "lib/fresh/a.ts": "// see https://example.org",
    },
  },
];
