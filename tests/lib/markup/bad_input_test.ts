import { expect } from "expect";
import fc from "fast-check";
import { LIMITS } from "@/lib/chat/limits.ts";
import { needsMarkup } from "@/lib/markup/needs_markup.ts";
import { coverSpoilers, plainOf } from "@/lib/markup/plain_of.ts";
import { treeOf } from "@/lib/markup/tree_of.ts";
import { TooManyElements } from "@/lib/markup/tree_builder.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import naughty from "../fixtures/naughty_strings.json" with { type: "json" };
import { depthOf, elementsOf, linksOf, textOf } from "./trees.ts";

/** Milliseconds that one message may take. */
const MOST = 20;
/** Levels of a tree. */
const DEEPEST = 20;

const TAGS = new Set([
  ...["p", "blockquote", "ul", "ol", "li", "pre"],
  ...["strong", "em", "s", "code", "a", "bdi", "spoiler"],
]);

/** The tree; a body with too many elements has none, and is shown as it was typed. */
function tree(body: string): Markup {
  try {
    return treeOf(body);
  } catch (error) {
    if (error instanceof TooManyElements) return [{ t: "p", c: [body] }];
    throw error;
  }
}

/** The best of a few runs, in milliseconds: the machine may be busy with something else. */
function timed(body: string): number {
  let best = Infinity;
  for (let run = 0; run < 30 && best > MOST / 4; run++) {
    const began = performance.now();
    needsMarkup(body);
    coverSpoilers(body);
    plainOf(tree(body));
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

function expectHarmless(body: string): void {
  const markup = tree(body);
  expect(depthOf(markup)).toBeLessThanOrEqual(DEEPEST);
  for (const { t, k } of elementsOf(markup)) {
    expect(TAGS).toContain(t);
    expect(k).toBeUndefined();
  }
  for (const href of linksOf(markup)) {
    expect(href).toMatch(/^(?:https?:\/\/[^/@]+(?:\/|$)|mailto:.*@)/);
  }
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, "");
}

/** All text with the languages of code, which are shown in another way. */
function said(markup: Markup): string {
  return markup.map((one) => typeof one === "string" ? one : (one.lang ?? "") + said(one.c)).join(
    "",
  );
}

const INJECTIONS: readonly string[] = [
  "[a](javascript:prompt(document.cookie))",
  "[a](j    a   v   a   s   c   r   i   p   t:prompt(document.cookie))",
  "![a](javascript:prompt(document.cookie))",
  "<javascript:prompt(document.cookie)>",
  "<&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C>",
  "![a](data:text/html;base64,PHNjcmlwdD5hbGVydCgnWFNTJyk8L3NjcmlwdD4K)",
  "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgnWFNTJyk8L3NjcmlwdD4K)",
  "[a](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61)",
  `![a'"\`onerror=prompt(document.cookie)](x)`,
  "[citelol]: (javascript:prompt(document.cookie))",
  "[notmalicious](javascript:window.onerror=alert;throw%20document.cookie)",
  "[test](javascript://%0d%0aprompt(1))",
  "[test](javascript://%0d%0aprompt(1);com)",
  "[clickme](vbscript:alert(document.domain))",
  "_http://danlec_@.1 style=background-image:url(data:image/png;base64,iVBO);",
  '<http://<meta\\ http-equiv="refresh"\\ content="0;\\ url=http://a.lan/">>',
  '[text](http://a.lan " [@a.lan ")',
  "[a](javascript:this;alert(1))",
  "[a](javascript:this;alert(1&#41;)",
  "[a](javascript&#58this;alert(1&#41;)",
  "[a](Javas&#99;ript:alert(1&#41;)",
  "[a](Javas%26%2399;ript:alert(1&#41;)",
  "[a](javascript:alert&#65534;(1&#41;)",
  "[a](javascript:confirm(1)",
  "[a](javascript://www.google.com%0Aprompt(1))",
  "[a](javascript:%0Aalert(1))",
  "[a](\u0001javascript:alert(1))",
  "[a](\tjava\nscript:alert(1))",
  "[a](java&Tab;script:alert(1))",
  "[XSS](.alert(1);)",
  "[ ](https://a.de?p=[[/data-x=. style=background-color:#000000;z-index:999;width:100%])",
  "[ ](http://a?p=[[/onclick=alert(0) .])",
  "[a](javascript:new%20Function`al\\ert\\`1\\``;)",
  '[a](http://a.lan" onmouseover="alert(1))',
  '```"><script>alert(1)</script>\nx\n```',
  '```js" onclick="alert(1)\nx\n```',
  "[a](https://u:p@a.lan/)",
  "[a](blob:http://a.lan/x) [a](filesystem:http://a.lan/x) [a](view-source:http://a.lan)",
  "||<img src=x onerror=alert(1)>||",
];

/** As cmark's own test of slow inputs builds them, and its kind. */
const PATHOLOGICAL: Readonly<Record<string, string>> = {
  "nested strong emphasis": "*a **a ".repeat(570) + "b" + " a** a*".repeat(570),
  "many emphasis closers with no openers": "a_ ".repeat(8_000),
  "many emphasis openers with no closers": "_a ".repeat(8_000),
  "many link closers with no openers": "a]".repeat(8_000),
  "many link openers with no closers": "[a".repeat(8_000),
  "mismatched openers and closers": "*a_ ".repeat(8_000),
  "openers and closers multiple of 3": "a**b" + "c* ".repeat(8_000),
  "link openers and emphasis closers": "[ a_".repeat(8_000),
  "pattern [ (]( repeated": "[ (](".repeat(8_000),
  "pattern ![[]() repeated": "![[]()".repeat(8_000),
  "hard link/emph case": "**x [a*b**c*](d)".repeat(500),
  "nested brackets": "[".repeat(4_000) + "a" + "]".repeat(4_000),
  "nested block quotes": "> ".repeat(4_000) + "a",
  "nested block quotes without spaces": ">".repeat(8_000),
  "deeply nested lists": "* ".repeat(4_000) + "a",
  "backticks": Array.from({ length: 125 }, (_, n) => "e" + "`".repeat(n)).join(""),
  "many references": Array.from({ length: 600 }, (_, n) => `[${n}]: u\n`).join("") +
    "[0] ".repeat(500),
  "unclosed links A": "[a](<b".repeat(2_000),
  "unclosed links B": "[a](b".repeat(2_000),
  "unclosed <!--": "</" + "<!--".repeat(2_000),
  "empty lines in deeply nested lists": "- ".repeat(3_000) + "x" + "\n".repeat(2_000),
  "empty lines in deeply nested lists in quote": "> " + "- ".repeat(3_000) + "x\n" +
    ">\n".repeat(900),
  "emph in deep quote": ">".repeat(4_000) + "a*".repeat(2_000),
  "lists, one more indented each": Array.from({ length: 120 }, (_, n) => `${" ".repeat(n)}* a\n`)
    .join(""),
  "quotes, one deeper each line": Array.from({ length: 120 }, (_, n) => `${">".repeat(n)} a\n`)
    .join(""),
  "fences": "```\n".repeat(2_000),
  "fences that do not close": Array.from({ length: 1_000 }, (_, n) => `\`\`\`a${n}\n`).join(""),
  "fences of growing length": Array.from({ length: 120 }, (_, n) => `${"`".repeat(n + 3)}\n`)
    .reverse().join(""),
  "tildes": "~".repeat(8_000),
  "stars": "*".repeat(8_000),
  "stars and words": "*a".repeat(4_000),
  "underscores": "_".repeat(8_000),
  "mixed delimiters": "*_~~||".repeat(1_334),
  "spoilers": "||a".repeat(2_700),
  "pipes": "|".repeat(8_000),
  "backslashes": "\\".repeat(8_000),
  "shares": "\\\\a".repeat(2_700),
  "colons": ":".repeat(8_000),
  "schemes": "http:".repeat(1_600),
  "addresses in one": "http://".repeat(1_143),
  "addresses of somebody": "http://a@".repeat(890),
  "addresses, each": "http://a.lan/ ".repeat(572),
  "an address of brackets": "http://a.lan/" + "(".repeat(7_900),
  "an address of closing brackets": "http://a.lan/" + ")".repeat(7_900),
  "addresses of brackets": "http://a.lan/(((([[[[{{{{ ".repeat(320),
  "e-mail": "a@b.c ".repeat(1_333),
  "signs of e-mail": "@".repeat(8_000),
  "e-mail in one": "a@".repeat(4_000),
  "a local part": "a.".repeat(3_999) + "@",
  "hosts": "a@" + "a.".repeat(4_000),
  "less": "<".repeat(8_000),
  "enclosed": "<http://a.lan".repeat(615),
  "labels like addresses": "[a.b c.d](http://e.lan)".repeat(340),
  "a long label like addresses": `[${"a.bc ".repeat(1_590)}](http://e.lan)`,
  "labels": "[a](http://b.lan)".repeat(470),
  "labels in labels": "[".repeat(200) + "a" + "](http://b.lan)".repeat(200),
  "plus": "+ a\n".repeat(2_000),
  "blank lines": "\n".repeat(8_000),
  "spaces": " ".repeat(8_000),
  "tabs": "\t".repeat(8_000),
  "lines of spaces": " \n".repeat(4_000),
  "items": "- a\n".repeat(2_000),
  "items and blank lines": "- a\n\n".repeat(1_600),
  "numbers": "1. a\n".repeat(1_600),
  "quotes and items": "> - a\n".repeat(1_333),
  "items of quotes": "- > a\n".repeat(1_333),
  "marks that pile up": "a" + "\u0301".repeat(7_999),
  "lone surrogates": "\ud800*".repeat(4_000),
  "emoji": "👍🏽*".repeat(1_600),
  "carriage returns": "\r".repeat(8_000),
};

for (const [what, input] of Object.entries(PATHOLOGICAL)) {
  Deno.test(`${what}: parsed in ${MOST} ms, and harmless`, () => {
    const body = input.slice(0, LIMITS.body);
    expect(timed(body)).toBeLessThan(MOST);
    expectHarmless(body);
  });
}

Deno.test("whatever 8,000 units are made of, they are parsed in 20 ms", () => {
  const sign = fc.constantFrom(
    ...["*", "**", "_", "__", "~~", "||", "`", "``", "```", "\n", "\n\n", "\n> ", "\n- ", "\n1. "],
    ...["[", "](", ")", "](http://a.lan)", "http://", "a.lan", "@", "\\", "<", ">", ":", " ", "  "],
    ...["a", "é", "👍", "\u0301", "\t", "(", "\n```\n", "mailto:", "\\\\a\\b", "2", "."],
  );
  const unit = fc.array(fc.oneof({ weight: 8, arbitrary: sign }, fc.string({ unit: "binary" })), {
    minLength: 1,
    maxLength: 12,
  }).map((parts) => parts.join("")).filter((text) => text !== "");
  // One piece over and over, or several in turn: what makes parsers slow.
  const body = fc.array(fc.tuple(unit, fc.integer({ min: 1, max: 8_000 })), {
    minLength: 1,
    maxLength: 4,
  }).map((parts) =>
    parts.map(([text, times]) => text.repeat(Math.ceil(Math.min(times, 8_000 / text.length))))
      .join("").slice(0, LIMITS.body)
  );
  fc.assert(
    fc.property(body, (written) => {
      expect(timed(written)).toBeLessThan(MOST);
      expectHarmless(written);
    }),
    { numRuns: 120 },
  );
});

Deno.test("naughty strings and injections are shown, lead nowhere else and lose nothing", () => {
  const strings = naughty.strings.map((one) =>
    new TextDecoder().decode(Uint8Array.from(atob(one), (char) => char.charCodeAt(0)))
  );
  expect(strings.length).toBeGreaterThan(400);
  for (const body of [...strings, ...INJECTIONS]) {
    expectHarmless(body);
    expectHarmless(`> ${body}\n- **${body}** ||${body}||\n[${body}](${body})`);
  }
  for (const body of INJECTIONS) {
    expect(linksOf(tree(body)).filter((href) => !/^https?:\/\/(?:a|a\.lan|a\.de)[/?]/.test(href)))
      .toEqual([]);
    expect([body, lettersOf(textOf(tree(body)))]).toEqual([body, lettersOf(body)]);
  }
});

Deno.test("no letter is ever lost, and what needs no parser is one paragraph", () => {
  const part = fc.constantFrom(
    ...["*", "**", "_", "~~", "||", "`", "```", "\n", "\n\n", "\n> ", "\n- ", "\n   ", "\n1. "],
    ...["[", "]", "(", ")", "http://", "a.lan", "@b.lan", "\\", "<", ">", ":", " ", "+", "~"],
    ...["oi", "k", ".", "-", "2", "\t", "|", "ts\n"],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      // Spaces in a line of nothing else are nothing.
      const body = parts.join("").trim().replace(/^[ \t]+$/gm, "");
      // A link's address stands behind its text, and a label may gain a host.
      fc.pre(!body.includes("]("));
      const markup = tree(body);
      expect(lettersOf(said(markup))).toBe(lettersOf(body));
      if (!needsMarkup(body) && body !== "") expect(markup).toEqual([{ t: "p", c: [body] }]);
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("nesting ends where no person follows any more; the rest is text", () => {
  for (const body of ["> ".repeat(50) + "fundo", "- ".repeat(50) + "fundo"]) {
    const markup = tree(body);
    expect(depthOf(markup)).toBeLessThanOrEqual(DEEPEST);
    expect(textOf(markup)).toContain("fundo");
  }
  const emphasis = tree("*a _a ".repeat(15) + "fundo" + " a_ a*".repeat(15));
  expect(depthOf(emphasis)).toBeLessThanOrEqual(DEEPEST);
  expect(textOf(emphasis).match(/a/g)).toHaveLength(60);
});

Deno.test("a message of more elements than anybody formats is shown as it was typed", () => {
  expect(() => treeOf("*a* ".repeat(401))).toThrow(TooManyElements);
  expect(elementsOf(tree("*a* ".repeat(401)))).toHaveLength(1);
  expect(elementsOf(tree("*a* ".repeat(390)))).toHaveLength(391);
});
