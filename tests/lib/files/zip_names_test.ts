import { expect } from "expect";
import fc from "fast-check";
import { zipNames } from "@/lib/files/zip_names.ts";

Deno.test("names that differ are left as they are", () => {
  const names = ["foto.jpg", "ação ✓.txt", ".gitignore", "a.tar.gz", "👩‍👧 festa.png"];
  expect(zipNames(names)).toEqual(names);
});

Deno.test("names that are the same to some system are numbered before their ending", () => {
  expect(zipNames(["foto.jpg", "foto.jpg", "FOTO.JPG", "foto (2).jpg"]))
    .toEqual(["foto.jpg", "foto (2).jpg", "FOTO (3).JPG", "foto (2) (2).jpg"]);
  expect(zipNames(["é", "e\u0301", "é"])).toEqual(["é", "e\u0301 (2)", "é (3)"]);
});

Deno.test("nothing leads out of the folder, to a drive or to a device", () => {
  const expected: readonly [string, string][] = [
    ["../../etc/passwd", ".._.._etc_passwd"],
    ["..\\..\\windows\\x.dll", ".._.._windows_x.dll"],
    ["/etc/passwd", "_etc_passwd"],
    ["C:\\a.exe", "C__a.exe"],
    ["..", "arquivo"],
    [".", "arquivo"],
    ["", "arquivo"],
    [" . . ", "arquivo"],
    ["nota.txt. . ", "nota.txt"],
    ["nul", "_nul"],
    ["NUL.txt", "_NUL.txt"],
    ["con .log", "_con .log"],
    ["COM¹.jpg", "_COM¹.jpg"],
    ["console.log", "console.log"],
    ['a:b*c?<d>|e"', "a_b_c__d__e_"],
    ["a\0b\nc\x7f", "a_b_c_"],
    ["foto\u202Egpj.exe", "foto_gpj.exe"],
    ["\ufefftexto.txt", "_texto.txt"],
  ];
  for (const [name, safe] of expected) expect([name, ...zipNames([name])]).toEqual([name, safe]);
});

Deno.test("a long name is cut before its ending, between letters, and still can be numbered", () => {
  const names = zipNames(["ã".repeat(250) + ".jpeg", "ã".repeat(250) + ".jpeg"]);
  for (const name of names) {
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^ã+(?: \(2\))?\.jpeg$/);
  }
  expect(new Set(names).size).toBe(2);
});

Deno.test("whatever the names, each is one harmless name, and no two are the same", () => {
  const part = fc.constantFrom(
    "..",
    ".",
    "/",
    "\\",
    "a",
    "A",
    "con",
    ":",
    " ",
    "\0",
    "ß",
    "(2)",
    ".txt",
  );
  const name = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(part).map((parts) => parts.join("")),
  );
  fc.assert(fc.property(fc.array(name, { maxLength: 20 }), (names) => {
    const safe = zipNames(names);
    expect(safe.length).toBe(names.length);
    expect(new Set(safe.map((one) => one.normalize("NFC").toLowerCase())).size).toBe(names.length);
    for (const one of safe) {
      // deno-lint-ignore no-control-regex -- these are what a name must not have
      expect(one).not.toMatch(/[\0-\x1f/\\:*?"<>|]|^\s|[\s.]$|^$/);
    }
  }));
});

Deno.test("a thousand files of one name take no time", () => {
  const at = performance.now();
  const names = zipNames(Array.from({ length: 1_000 }, () => "foto.jpg"));
  expect(names.at(-1)).toBe("foto (1000).jpg");
  expect(performance.now() - at).toBeLessThan(500);
});
