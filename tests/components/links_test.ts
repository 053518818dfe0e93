import { expect } from "expect";
import fc from "fast-check";
import { splitLinks } from "@/components/links.ts";

function textOf(text: string): string {
  return splitLinks(text).map((piece) => typeof piece === "string" ? piece : piece.text).join("");
}

function linksIn(text: string): string[] {
  return splitLinks(text).flatMap((piece) => typeof piece === "string" ? [] : [piece.href]);
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
    ["http://açaí.lan/é", ["http://xn--aa-4iaz.lan/%C3%A9"]],
    ["a\nhttp://a.lan\nb", ["http://a.lan/"]],
  ];
  for (const [text, links] of cases) {
    expect({ text, links: linksIn(text) }).toEqual({ text, links });
    expect(textOf(text)).toBe(text);
  }
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
      "www.a.lan a.lan ana@a.lan",
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

Deno.test("whatever is written, the pieces are the text, and links are of three schemes", () => {
  const word = fc.constantFrom("http://", "https://", "mailto:", "a.lan", "(", ")", ".", "@", " ");
  const text = fc.array(fc.oneof(word, fc.string({ unit: "binary" })), { maxLength: 15 })
    .map((parts) => parts.join(""));
  fc.assert(fc.property(text, (written) => {
    expect(textOf(written)).toBe(written);
    for (const href of linksIn(written)) expect(href).toMatch(/^(https?:\/\/[^/]|mailto:.*@)/);
  }));
});

Deno.test("the longest message is split in the time of a frame, whatever it is made of", () => {
  const units = [
    "http://",
    "http://a.lan/ ",
    "http://a.lan/(((",
    ")",
    "mailto:@",
    ".,;:!?",
    "[",
    "é",
  ];
  for (const unit of units) {
    const text = unit.repeat(8_000).slice(0, 8_000);
    const nested = `http://a.lan/${text}`.slice(0, 8_000);
    // The best of five: the machine may be busy with something else.
    const times = [1, 2, 3, 4, 5].map(() => {
      const began = performance.now();
      splitLinks(text);
      splitLinks(nested);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  }
});
