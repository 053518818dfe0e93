import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { MessageText } from "@/components/message/MessageText.tsx";
import type { Markup } from "@/lib/markup/markup.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";

function render(body: string, calls: { toMe?: string; all?: boolean } = {}): string {
  return renderToString(<MessageText body={body} markup={markupOf({ body })} {...calls} />);
}

function marked(html: string): string[] {
  const { body } = new DOMParser().parseFromString(
    `<html><body>${html}</body></html>`,
    "text/html",
  );
  return [...body.querySelectorAll("mark.you")].map((one) => one.textContent);
}

Deno.test("each element has the attributes that it needs, and no other", () => {
  const cases: [string, string][] = [
    ["oi", `<p dir="auto">oi</p>`],
    [
      "*a* **b** ~~c~~ `d`",
      `<p dir="auto"><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>`,
    ],
    ["- a\n\n3. b", `<ul dir="auto"><li>a</li></ul><ol start="3" dir="auto"><li>b</li></ol>`],
    ["> a", `<blockquote dir="auto"><p dir="auto">a</p></blockquote>`],
    [
      "```js\n<b>\n```",
      `<div class="code" dir="ltr"><div>js</div><pre tabindex="0"><code>&lt;b></code></pre></div>`,
    ],
    [
      "[a](http://b.lan)",
      `<p dir="auto"><a href="http://b.lan/" target="_blank" rel="noopener noreferrer nofollow">a</a></p>`,
    ],
    [
      "||a||",
      `<p dir="auto"><label class="spoiler">` +
      `<input type="checkbox" aria-label="Spoiler" autocomplete="off"/><span>a</span></label></p>`,
    ],
  ];
  for (const [body, html] of cases) expect(render(body)).toBe(html);
});

Deno.test("a message of emoji alone is large", () => {
  for (const body of ["👍", "👍🏽🎉", "👩‍👩‍👧‍👦 🏳️‍🌈 🇧🇷"]) expect(render(body)).toContain(`class="big"`);
  for (const body of ["👍 sim", "👍👍👍👍", "1", "*👍*"]) expect(render(body)).not.toContain("big");
});

Deno.test("what calls the reader is marked, wherever it stands, but in code", () => {
  expect(marked(render("oi @Ana e **@ana**, `@Ana`", { toMe: "Ana" }))).toEqual(["@Ana", "@ana"]);
  expect(marked(render("@Ana C++ (2.º) sim", { toMe: "Ana C++ (2.º)" }))).toEqual([
    "@Ana C++ (2.º)",
  ]);
  expect(marked(render("@todos e @Ana", { toMe: "Ana", all: true }))).toEqual(["@todos", "@Ana"]);
  expect(marked(render("@todos e @Ana"))).toEqual([]);
});

Deno.test("a tree that cannot be drawn leaves the text as it was typed", () => {
  const broken: Markup = JSON.parse(`[{"t":"p","c":[null]}]`);
  expect(renderToString(<MessageText body="*oi*" markup={broken} />))
    .toBe(`<p dir="auto">*oi*</p>`);
});

/** A long message as people write them: some of everything. */
function longBody(n: number): string {
  const lines = [1, 2, 3, 4, 5, 6].map((line) =>
    `**Reunião ${n}.${line}** às *14 h* na sala \`B-${n}\`: vejam http://192.168.0.7:3000/p/${n}?x=1 ` +
    `e respondam até ~~quinta~~ sexta, por favor. Quem não puder, avise a ana.maria${n}@escola.lan ` +
    `ou @Bruno; a pauta está em \\\\servidor\\pautas\\2026-${n}.`
  );
  return `${
    lines[0]
  }\n\n> Citação de ontem: não esqueçam o projetor.\n> E os cabos **todos**.\n\n` +
    `- um com [página](https://exemplo.lan/a_b/${n})\n- dois com ||segredo||\n  - dentro *aqui*\n\n` +
    `${lines.slice(1).join("\n")}\n\`\`\`ts\nconst total = [1, 2, 3].reduce((a, b) => a + b);\n` +
    `// comentário ${n}\n\`\`\`\n1. primeiro\n2. segundo\n\nObrigado a todos! Até amanhã.`;
}

Deno.test("fifty long messages are parsed and rendered in 10 ms, none of them seen before", () => {
  // The best of many runs, each with texts of its own: the machine may be busy with something else.
  let best = Infinity;
  for (let run = 0; run < 150 && best > 8; run++) {
    const bodies = Array.from({ length: 50 }, (_, n) => longBody(run * 50 + n));
    expect(Math.min(...bodies.map(({ length }) => length))).toBeGreaterThan(1_500);
    const began = performance.now();
    const length = bodies.reduce((sum, body) => sum + render(body, { toMe: "Bruno" }).length, 0);
    best = Math.min(best, performance.now() - began);
    expect(length).toBeGreaterThan(75_000);
  }
  expect(best).toBeLessThan(10);
});
