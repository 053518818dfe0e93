import { expect } from "expect";
import { parseDirPath } from "../../../lib/fresh/config.ts";
import { pickCoding } from "../../../lib/fresh/content_coding.ts";
import {
  assertInDir,
  encodePath,
  escapeScript,
  pathToExportName,
  pathToSpec,
  UniqueNamer,
} from "../../../lib/fresh/utils.ts";

Deno.test("UniqueNamer makes identifiers that differ", () => {
  const namer = new UniqueNamer();
  const names = ["Sala", "Sala", "a-b", "switch", "1a", "pão"];
  expect(names.map((name) => namer.getUniqueName(name)))
    .toEqual(["Sala", "Sala_1", "a_b", "_switch", "_1a", "p_o"]);
});

Deno.test("pathToExportName makes a name from a file", () => {
  expect(pathToExportName("/islands/nav-bar.v2.tsx")).toBe("nav_bar_v2");
  expect(pathToExportName("/islands/1.oi.tsx")).toBe("_oi");
});

Deno.test("escapeScript lets nothing end the script or begin a comment", () => {
  expect(escapeScript("a</ScRipT>b</style>c<!--")).toBe("a<\\/ScRipT>b<\\/style>c\\x3C!--");
  expect(escapeScript("<!--", { json: true })).toBe("\\u003C!--");
});

Deno.test("pathToSpec gives relative specifiers, and leaves URLs and packages alone", () => {
  expect(pathToSpec("/a", "/a/b//c.ts")).toBe("./b/c.ts");
  expect(pathToSpec("/a/_fresh", "/a/main.ts")).toBe("../main.ts");
  expect(pathToSpec("/a", "file:///a/b.ts")).toBe("./b.ts");
  expect(pathToSpec("/a", "jsr:@b/c")).toBe("jsr:@b/c");
});

Deno.test("assertInDir refuses a path that leads out", () => {
  expect(() => assertInDir("/a/b/c", "/a/b")).not.toThrow();
  expect(() => assertInDir("/a/b/..c", "/a/b")).not.toThrow();
  for (const path of ["/a/c", "/a/b/../c", "/etc/passwd"]) {
    expect(() => assertInDir(path, "/a/b")).toThrow("outside");
  }
});

Deno.test("encodePath encodes segments, not slashes", () => {
  expect(encodePath("/a b/c#d")).toBe("/a%20b/c%23d");
});

Deno.test("parseDirPath takes URLs, absolute and relative paths", () => {
  expect(parseDirPath("file:///a/b", "/x")).toBe("/a/b");
  expect(parseDirPath("/a/b", "/x")).toBe("/a/b");
  expect(parseDirPath("./a", "/x")).toBe("/x/a");
});

Deno.test("pickCoding takes the best that both sides have", () => {
  const both = { br: "b", gzip: "g" };
  expect(pickCoding("gzip, deflate, br", both)).toBe("br");
  expect(pickCoding("gzip, br;q=0", both)).toBe("gzip");
  expect(pickCoding("gzip;q=0.5, *", both)).toBe("br");
  expect(pickCoding("gzip;q=0.0", both)).toBe(undefined);
  expect(pickCoding("br", { gzip: "g" })).toBe(undefined);
  expect(pickCoding("", both)).toBe(undefined);
  expect(pickCoding(undefined, both)).toBe(undefined);
});
