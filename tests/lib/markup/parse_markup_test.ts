import { expect } from "expect";
import { treeOf } from "@/lib/markup/tree_of.ts";
import { parseMarkup } from "@/lib/markup/parse_markup.ts";
import { plainText } from "@/lib/markup/plain_text.ts";
import { coverSpoilers } from "@/lib/markup/plain_of.ts";
import { needsMarkup } from "@/lib/markup/needs_markup.ts";
import { sketch } from "./trees.ts";

function expectTrees(cases: readonly [body: string, tree: string][]): void {
  for (const [body, tree] of cases) expect([body, sketch(treeOf(body))]).toEqual([body, tree]);
}

Deno.test("bold, italic, struck, code and spoilers are what people type", () => {
  expectTrees([
    ["**forte** e __forte__", "p(strong(forte) e strong(forte))"],
    ["*leve* e _leve_", "p(em(leve) e em(leve))"],
    ["***os dois***", "p(em(strong(os dois)))"],
    ["~~não~~ ~ e ~um~", "p(s(não) ~ e ~um~)"],
    ["`a * b` e ``um ` só``", "p(code(a * b) e code(um ` só))"],
    ["o fim: ||a *Ana* ganhou||!", "p(o fim: spoiler(a em(Ana) ganhou)!)"],
    ["**a ~~b *c* d~~ e**", "p(strong(a s(b em(c) d) e))"],
    ["palavra**parte**palavra", "p(palavrastrong(parte)palavra)"],
  ]);
});

Deno.test("what looks like a sign and is none stays as it was typed", () => {
  expectTrees([
    ["nome_do_arquivo_novo.txt", "p(nome_do_arquivo_novo.txt)"],
    ["2*3*4 = 24 e 2 * 3 * 4", "p(2*3*4 = 24 e 2 * 3 * 4)"],
    ["if (a || b || c)", "p(if (a || b || c))"],
    ["|| a ||", "p(|| a ||)"],
    ["|a|b|\n|||", "p(|a|b|\n|||)"],
    ["**aberto e *solto", "p(**aberto e *solto)"],
    ["`sem par", "p(`sem par)"],
    ["¯\\_(ツ)_/¯", "p(¯\\_(ツ)_/¯)"],
    [
      "\\*nada\\* \\`aqui\\` \\||é\\|| \\[x](http://a.lan)".replace("(http://a.lan)", "(y)"),
      "p(*nada* `aqui` ||é|| [x](y))",
    ],
    ["C:\\Usuários\\Ana", "p(C:\\Usuários\\Ana)"],
    [
      "\\\\servidor\\pasta_x_y\\*a* fim",
      "p(\\\\servidor\\pasta_x_y\\*a* fim)".replace("\\*a*", "\\em(a)"),
    ],
    ["# título\n=====\n---\na | b\n--|--", "p(# título\n=====\n---\na | b\n--|--)"],
    ["<b>não</b> &amp; ![x](y)", "p(<b>não</b> &amp; ![x](y))"],
    ["    quatro espaços *sim*", "p(    quatro espaços em(sim))"],
    ["[nota]: http", "p([nota]: http)"],
  ]);
});

Deno.test("every line break is kept", () => {
  expectTrees([
    ["um\ndois *três*\n\n\nquatro", "p(um\ndois em(três)\n\n\nquatro)"],
    ["*um*  \n  dois\r\ntrês\rquatro", "p(em(um)  \n  dois\ntrês\nquatro)"],
    ["**não passa\n\nde um parágrafo**", "p(**não passa\n\nde um parágrafo**)"],
  ]);
});

Deno.test("a quote ends where a line does not say that it belongs to it", () => {
  expectTrees([
    ["> disse\n> isto\nresposta", "blockquote(p(disse\nisto))p(resposta)"],
    [">sem espaço\n>\n> *b*", "blockquote(p(sem espaço\n\nem(b)))"],
    ["> a\n>> b\n> c", "blockquote(p(a)blockquote(p(b))p(c))"],
    ["antes\n> cita\n\ndepois", "p(antes)blockquote(p(cita))p(depois)"],
    ["> - a\n> - b\nfora", "blockquote(ul(li(a)li(b)))p(fora)"],
    ["a > b", "p(a > b)"],
  ]);
});

Deno.test("lists are of items, with what is indented below them", () => {
  expectTrees([
    ["compras:\n- pão\n- leite\nfim", "p(compras:)ul(li(pão)li(leite))p(fim)"],
    ["* a\n  * b\n    1. c\n* d", "ul(li(aul(li(bol(li(c)))))li(d))"],
    ["3. três\n4. quatro", "ol:3(li(três)li(quatro))"],
    ["- um\n\n  mais *um*\n- dois", "ul(li(um\n\nmais em(um))li(dois))"],
    ["+1 para mim\n+ 1 também", "p(+1 para mim\n+ 1 também)"],
    ["-sem espaço\n1.sem\n- ", "p(-sem espaço\n1.sem\n- )"],
    ["em\n2026. Foi bom", "p(em\n2026. Foi bom)"],
  ]);
});

Deno.test("code keeps its tabs and spaces, however it is closed", () => {
  expectTrees([
    ["```ts\nif (a)\n\treturn `x`;\n```\ndepois", "pre:ts(if (a)\n\treturn `x`;)p(depois)"],
    ["```\n**não**\n\n  http://a.lan\n```", "pre(**não**\n\n  http://a.lan)"],
    ["```\na\nb```\ndepois", "pre(a\nb)p(depois)"],
    ["```c++\nnunca fechado\n", "pre:c++(nunca fechado)"],
    ["```isto já é o código\nmais\n```", "pre(isto já é o código\nmais)"],
    ["```js", "pre(js)"],
    ["```numa linha só``` e fim", "p(code(numa linha só) e fim)"],
    ["~~~\n```\n~~~", "pre(```)"],
    ["1. a\n   ```sh\n   ls\n     -l\n   ```\n2. b", "ol(li(apre:sh(ls\n  -l))li(b))"],
    ["> ```\n> x\nfora", "blockquote(pre(x))p(fora)"],
  ]);
});

Deno.test("links have a text of their own, or stand in the sentence", () => {
  expectTrees([
    ["[a *página*](https://a.lan/x_(y)_z)!", "p(a:https://a.lan/x_(y)_z(a em(página))!)"],
    ["[ [x] ](<http://a.lan/b c>)".replace("b c", "b"), "p(a:http://a.lan/b( [x] ))"],
    ["**http://a.lan/x_y_z**", "p(strong(a:http://a.lan/x_y_z(http://a.lan/x_y_z)))"],
    ["||http://a.lan||", "p(spoiler(a:http://a.lan/(http://a.lan)))"],
    ["<http://a.lan/x>", "p(a:http://a.lan/x(http://a.lan/x))"],
    ["[http://a.lan/](http://a.lan/)", "p(a:http://a.lan/(http://a.lan/))"],
    [
      "[a [b](http://b.lan) c](http://a.lan)",
      "p(a:http://a.lan/(a [b](http://b.lan) cbdi( (a.lan))))",
    ],
    ["[x] (http://a.lan)", "p([x] (a:http://a.lan/(http://a.lan)))"],
    [`[x](http://a.lan "dica")`, `p([x](a:http://a.lan/(http://a.lan) "dica"))`],
    ["[](http://a.lan)", "p([](a:http://a.lan/(http://a.lan)))"],
    ["`http://a.lan`", "p(code(http://a.lan))"],
  ]);
});

Deno.test("quotes, labels and notices say a message in one line, and cover its spoilers", () => {
  const cases: [string, string][] = [
    ["**oi** a\n\n_todos_", "oi a todos"],
    ["> cita\n- um\n- dois ||três||", "cita um dois ▒▒▒"],
    ["```js\nlet a;\n```", "let a;"],
    ["nada  demais", "nada demais"],
    ["[aqui](http://a.lan)", "aqui"],
  ];
  for (const [body, plain] of cases) expect(plainText(body)).toBe(plain);
  expect(coverSpoilers("foi ||a|b|| e ||c||, || só")).toBe("foi ▒▒▒ e ▒▒▒, || só");
});

Deno.test("text without a sign needs no parser", () => {
  for (
    const body of ["oi", "tudo bem? sim!", "às 14:30, sala 3", "👍", "(a) [b] c-d", "R$ 10 & 2 # 3"]
  ) {
    expect([body, needsMarkup(body)]).toEqual([body, false]);
    expect(sketch(parseMarkup(body))).toBe(`p(${body})`);
  }
});
