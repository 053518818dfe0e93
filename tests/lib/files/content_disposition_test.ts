import { expect } from "expect";
import fc from "fast-check";
import { contentDisposition } from "@/lib/files/content_disposition.ts";

Deno.test("a plain name stands there twice", () => {
  expect(contentDisposition("foto-1.jpg", "inline"))
    .toBe(`inline; filename="foto-1.jpg"; filename*=UTF-8''foto-1.jpg`);
});

Deno.test("accents, quotes, line breaks and slashes end neither the name nor the line", () => {
  expect(contentDisposition('avó "1"\r\nSet-Cookie: a=b;/x.html', "attachment")).toBe(
    'attachment; filename="av___1___Set-Cookie__a_b__x.html"; ' +
      "filename*=UTF-8''av%C3%B3%20%221%22%0D%0ASet-Cookie%3A%20a%3Db%3B%2Fx.html",
  );
});

Deno.test("any name comes back as it was, and the header is one line of ASCII", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), (name) => {
    const header = contentDisposition(name, "attachment");
    expect(header).toMatch(/^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.!~%-]*$/);
    expect(decodeURIComponent(header.slice(header.lastIndexOf("'") + 1))).toBe(name.toWellFormed());
  }));
  expect(contentDisposition("\ud800.txt", "inline")).toContain("%EF%BF%BD.txt");
});
