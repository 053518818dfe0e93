import { expect } from "expect";
import { fileNameOf } from "@/lib/chat/file_name.ts";
import { LIMITS } from "@/lib/chat/limits.ts";

Deno.test("a usual name is kept as it is", () => {
  for (
    const name of [
      "férias na praia.jpg",
      "Relatório (final) v2.pdf",
      "写真.png",
      ".bashrc",
      "a",
      "família 👨‍👩‍👧 e ❤️.webp",
      "a:b*c?.txt",
      "três  espaços.txt",
    ]
  ) {
    expect(fileNameOf(name)).toBe(name);
  }
});

Deno.test("of a path the last part is the name", () => {
  expect(fileNameOf("/etc/passwd")).toBe("passwd");
  expect(fileNameOf("../../../.ssh/authorized_keys")).toBe("authorized_keys");
  expect(fileNameOf("C:\\Users\\Ana\\foto.jpg")).toBe("foto.jpg");
  expect(fileNameOf("pasta/")).toBe("pasta");
  expect(fileNameOf("a\u200b/\u202eb")).toBe("b");
});

Deno.test("what hides, ends a line or turns the text is taken out", () => {
  expect(fileNameOf("nota\0.txt")).toBe("nota.txt");
  expect(fileNameOf("a\r\nSet-Cookie: b")).toBe("aSet-Cookie: b");
  expect(fileNameOf("fatura\u202efdp.exe")).toBe("faturafdp.exe");
  expect(fileNameOf("\u2066a\u2069\u200f.txt")).toBe("a.txt");
  expect(fileNameOf("a\u00ad\u034f\u2060\ufeffb\u{e0041}.txt")).toBe("ab.txt");
  expect(fileNameOf("a\u2028b\u2029c.txt")).toBe("abc.txt");
  expect(fileNameOf("a\ud800b.txt")).toBe("a\ufffdb.txt");
});

Deno.test("what leaves nothing, or only dots, has a name all the same", () => {
  for (const name of ["", "   ", ".", "..", "...", "/", "\\\\", "\u202e\u200b", "../..", "\0"]) {
    expect(fileNameOf(name)).toBe("arquivo");
  }
});

Deno.test("a name that is too long keeps its ending, and no half of a pair", () => {
  const long = fileNameOf("a".repeat(300) + ".tar.gz");
  expect(long).toBe("a".repeat(LIMITS.fileName - 3) + ".gz");
  expect(fileNameOf("b".repeat(300))).toBe("b".repeat(LIMITS.fileName));
  const pairs = fileNameOf("x" + "😀".repeat(200) + ".png");
  expect(pairs.isWellFormed()).toBe(true);
  expect(pairs.length).toBeLessThanOrEqual(LIMITS.fileName);
  expect(pairs.endsWith("😀.png")).toBe(true);
  const noEnding = "c." + "d".repeat(300);
  expect(fileNameOf(noEnding)).toBe(noEnding.slice(0, LIMITS.fileName));
});
