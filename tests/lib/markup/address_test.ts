import { expect } from "expect";
import { hostBeside } from "@/lib/markup/address.ts";
import { parseMarkup } from "@/lib/markup/parse_markup.ts";
import { linksOf, textOf } from "./trees.ts";

function linksIn(text: string): string[] {
  return linksOf(parseMarkup(text));
}

Deno.test("addresses become links, and the sentence round them stays as it was", () => {
  const cases: [string, string[]][] = [
    ["veja http://10.3.0.1/painel.", ["http://10.3.0.1/painel"]],
    ["(https://a.lan/x_(y)) e https://b.lan/?q=1&r=2!", [
      "https://a.lan/x_(y)",
      "https://b.lan/?q=1&r=2",
    ]],
    ["«http://a.lan», 'http://b.lan/'; http://c.lan…", [
      "http://a.lan/",
      "http://b.lan/",
      "http://c.lan/",
    ]],
    ["HTTP://A.LAN/", ["http://a.lan/"]],
    ["http://[::1]:8550/r/geral", ["http://[::1]:8550/r/geral"]],
    ["mailto:ana@escola.lan.", ["mailto:ana@escola.lan"]],
    ["http://a.lan/é_é_é", ["http://a.lan/%C3%A9_%C3%A9_%C3%A9"]],
    ["<http://192.168.0.7:3000>".slice(1, -1), ["http://192.168.0.7:3000/"]],
    ["ana_maria.b@escola.lan, ou b@c.lan.", ["mailto:ana_maria.b@escola.lan", "mailto:b@c.lan"]],
    ["a\nhttp://a.lan\nb", ["http://a.lan/"]],
  ];
  for (const [text, links] of cases) {
    expect({ text, links: linksIn(text) }).toEqual({ text, links });
    expect(textOf(parseMarkup(text))).toBe(text);
  }
});

Deno.test("hosts of the web and of this network need no scheme", () => {
  const cases: [string, string[]][] = [
    ["www.escola.example, ou (www.a.lan/x?y=1).", [
      "http://www.escola.example/",
      "http://www.a.lan/x?y=1",
    ]],
    ["em 192.168.0.7:3000/x e 10.3.0.1/painel!", [
      "http://192.168.0.7:3000/x",
      "http://10.3.0.1/painel",
    ]],
    ["172.16.0.1:80 172.31.9.9:8550, 127.0.0.1:3000. 169.254.1.1/a", [
      "http://172.16.0.1/",
      "http://172.31.9.9:8550/",
      "http://127.0.0.1:3000/",
      "http://169.254.1.1/a",
    ]],
    ["**www.a.lan**", ["http://www.a.lan/"]],
    ["WWW.A.LAN", ["http://www.a.lan/"]],
  ];
  for (const [text, links] of cases) {
    expect({ text, links: linksIn(text) }).toEqual({ text, links });
    expect(textOf(parseMarkup(text))).toBe(text.replaceAll("**", ""));
  }
});

Deno.test("numbers, networks and what only looks like a host lead nowhere", () => {
  for (
    const text of [
      "192.168.0.7 e 10.0.0.1.",
      "192.168.0.7: está fora",
      "10.0.0.0/24 192.168.0.0/16 10.0.0.1/",
      "8.8.8.8:53 172.32.0.1/x 11.0.0.1:80",
      "10.0.0.999:80 10.0.0.1:99999 10.0.0.1:porta 10.1.2.3.4/x 110.0.0.1/x 10.0.0/x",
      "www. www.lan www..a.lan xwww.a.lan a.www.a.lan -www.a.lan ftp://www.a.lan",
      "file://192.168.0.7/x \\\\192.168.0.7\\fotos 1.192.168.0.7:80",
      `www.a.lan/${"x".repeat(3_000)}`,
    ]
  ) {
    expect({ text, links: linksIn(text) }).toEqual({ text, links: [] });
  }
});

Deno.test("a host without a scheme hides no other one behind it", () => {
  expect(linksIn("www.banco.example@a.lan")).toEqual(["mailto:www.banco.example@a.lan"]);
  expect(linksIn("192.168.0.7:80@a.lan")).toEqual(["mailto:80@a.lan"]);
});

Deno.test("a host without a scheme that could pass for another is shown in ASCII", () => {
  expect(textOf(parseMarkup("www.bаnco.example/início"))).toBe("www.xn--bnco-53d.example/início");
});

Deno.test("nothing else leads anywhere", () => {
  for (
    const text of [
      "javascript:alert(1)",
      "java\nscript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "vbscript:x file:///etc/passwd ftp://a.lan",
      "http://",
      "https://:80",
      "http://user:pass@a.lan/",
      "http://banco.example@a.lan/",
      "mailto:",
      "mailto:javascript:alert(1)",
      "xhttp://a.lan",
      `http://a.lan/${"x".repeat(3_000)}`,
      "a.lan @ana.lan ana@ ana@lan çana@a.lan",
      "[x](javascript:alert(1)) [x](data:text/html,y) [x](JaVaScRiPt:y) [x]( javascript:y)",
      "[x](vbscript:y) [x](file:///etc/passwd) [x](//evil.lan) [x](/r/geral) [x](http://u:p@a.lan)",
      "[](http://a.lan/x)".replace("http", "ftp"),
    ]
  ) {
    expect({ text, links: linksIn(text) }).toEqual({ text, links: [] });
  }
});

Deno.test("a link shows no direction-changing or invisible character", () => {
  for (const hidden of ["\u202e", "\u2066", "\u200b", "\u00ad", "\u0007"]) {
    expect(linksIn(`http://a.lan/x${hidden}moc.live`)).toEqual(["http://a.lan/x"]);
  }
});

Deno.test("a host that could pass for another is shown in ASCII", () => {
  const cases: [string, string][] = [
    ["http://аррӏе.com/início", "http://xn--80ak6aa92e.com/início"],
    ["HTTPS://bаnco.example:8443?a#b", "HTTPS://xn--bnco-53d.example:8443?a#b"],
    ["mailto:ana@bаnco.example", "mailto:ana@b%D0%B0nco.example"],
    ["http://ｂａｎｃｏ.example/", "http://banco.example/"],
  ];
  for (const [written, shown] of cases) expect(textOf(parseMarkup(written))).toBe(shown);
});

Deno.test("a link whose text looks like another address tells where it leads", () => {
  const cases: [string, string, string | undefined][] = [
    ["o site", "https://a.example/x", undefined],
    ["a.example", "https://a.example/x", undefined],
    ["veja (https://a.example/y).", "https://a.example/x", undefined],
    ["ana@a.example", "mailto:ana@a.example", undefined],
    ["banco.example", "https://evil.example/", "evil.example"],
    [
      "https://banco.example/entrar",
      "https://banco.example.evil.example/",
      "banco.example.evil.example",
    ],
    ["banco\u200b.example", "https://evil.example/", "evil.example"],
    ["banco․example", "https://evil.example/", "evil.example"],
    ["banco。example", "https://evil.example/", "evil.example"],
    ["ana@banco.example", "mailto:ana@evil.example", "ana@evil.example"],
    ["o site", "https://аррӏе.com/", "xn--80ak6aa92e.com"],
  ];
  for (const [text, href, host] of cases) {
    expect([text, hostBeside(text, new URL(href).href)]).toEqual([text, host]);
  }
  expect(textOf(parseMarkup("[**banco.example**](http://evil.example/x)")))
    .toBe("banco.example (evil.example)");
});
