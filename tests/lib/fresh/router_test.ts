import { expect } from "expect";
import fc from "fast-check";
import { HttpError } from "fresh";
import {
  IS_PATTERN,
  mergePath,
  pathToPattern,
  patternToSegments,
  UrlPatternRouter,
} from "../../../lib/fresh/router.ts";

const at = (path: string) => new URL(path, "http://localhost");

Deno.test("IS_PATTERN tells patterns from fixed paths", () => {
  for (const path of ["/salas", "/salas/geral.html"]) expect(IS_PATTERN.test(path)).toBe(false);
  for (const path of ["/:id", "/*", "/a{/b}?", "/(\\d+)"]) expect(IS_PATTERN.test(path)).toBe(true);
});

Deno.test("UrlPatternRouter prefers fixed paths, whatever the order", () => {
  const router = new UrlPatternRouter<string>();
  router.add("GET", "/salas/:id", "any");
  router.add("GET", "/salas/geral", "geral");
  expect(router.match("GET", at("/salas/geral")).item).toBe("geral");
  expect(router.match("GET", at("/salas/cozinha")).item).toBe("any");
});

Deno.test("UrlPatternRouter lets the first matching pattern decide, even without the method", () => {
  const router = new UrlPatternRouter<string>();
  router.add("GET", "/:a", "first");
  router.add("POST", "/:b", "second");
  const match = router.match("POST", at("/x"));
  expect([match.item, match.methodMatch, match.pattern]).toEqual([null, false, "/:a"]);
});

Deno.test("UrlPatternRouter matches a fixed path with and without a slash at the end", () => {
  const router = new UrlPatternRouter<string>();
  router.add("GET", "/salas", "salas");
  router.add("GET", "/x/:id", "x");
  expect(router.match("GET", at("/salas/")).pattern).toBe("/salas");
  expect(router.match("GET", at("/x/1/")).pattern).toBe(null);
});

Deno.test("UrlPatternRouter decodes parameters, keeps %2F and gives missing ones as empty", () => {
  const router = new UrlPatternRouter<string>();
  router.add("GET", "/salas/:id{/:tab}?", "x");
  const { params } = router.match("GET", at("/salas/a%20b%2Fc"));
  expect({ ...params }).toEqual({ id: "a b%2Fc", tab: "" });
  expect(Object.getPrototypeOf(params)).toBe(null);
  expect(() => router.match("GET", at("/salas/%ff"))).toThrow(HttpError);
});

Deno.test("UrlPatternRouter lists the methods of a pattern in order", () => {
  const router = new UrlPatternRouter<string>();
  router.add("POST", "/x", "p");
  router.add("GET", "/x", "g");
  expect(router.getAllowedMethods("/x")).toEqual(["POST", "GET"]);
  expect(router.getAllowedMethods("/y")).toEqual([]);
});

Deno.test("UrlPatternRouter gives a param back as it went into the URL", () => {
  const router = new UrlPatternRouter<string>();
  router.add("GET", "/u/:name", "u");
  // decodeURI leaves the escapes of reserved characters alone.
  const names = fc.string({ minLength: 1, unit: "grapheme" })
    .filter((name) => /^[^;/?:@&=+$,#%.\\\s]+$/u.test(name) && name.isWellFormed());
  fc.assert(fc.property(names, (name) => {
    const { params } = router.match("GET", at(`/u/${encodeURIComponent(name)}`));
    expect(params["name"]).toBe(name);
  }));
});

Deno.test("UrlPatternRouter finds by words and parameters what a URLPattern finds", () => {
  const pieces = ["a", "-~", ":x", ":y2"];
  const segments = fc.uniqueArray(fc.constantFrom(...pieces), { minLength: 1 });
  const patterns = segments.map((all) => `/${all.join("/")}`).filter((one) => IS_PATTERN.test(one));
  const path = fc.array(fc.constantFrom("a", "A", "-~", "é", "%61", ".b", "a b", "")).map((all) =>
    new URL(`http://localhost/${all.join("/")}`)
  );
  fc.assert(fc.property(patterns, path, (pattern, url) => {
    const router = new UrlPatternRouter<string>();
    router.add("GET", pattern, "x");
    const { pathname } = new URLPattern({ pathname: pattern }).exec(url) ?? {};
    const { pattern: found, params } = router.match("GET", url);
    expect(found).toBe(pathname ? pattern : null);
    const groups = Object.entries(pathname?.groups ?? {});
    expect({ ...params })
      .toEqual(Object.fromEntries(groups.map(([name, text]) => [name, decodeURI(text ?? "")])));
  }));
});

Deno.test("pathToPattern turns file names into patterns", () => {
  const table: Record<string, string> = {
    "index": "/",
    "salas/index": "/salas",
    "salas/[id]": "/salas/:id",
    "salas/[[id]]": "/salas{/:id}?",
    "salas/[...rest]": "/salas/:rest*",
    "a-[b]@[c].json": "/a-:b@:c.json",
    "(grupo)/x": "/x",
    "(grupo)/index": "/",
  };
  for (const [path, pattern] of Object.entries(table)) expect(pathToPattern(path)).toBe(pattern);
  expect(pathToPattern("a/(g)/x", { keepGroups: true })).toBe("/a/(g)/x");
});

Deno.test("pathToPattern refuses what would be ambiguous", () => {
  for (const path of ["[a][b]", "a]", "[a]]", "a-[[b]]", "[[a]]-b", "x/[[a]]-b/y"]) {
    expect(() => pathToPattern(path)).toThrow(SyntaxError);
  }
});

Deno.test("patternToSegments leaves the leaf out unless asked", () => {
  expect(patternToSegments("/", "")).toEqual([""]);
  expect(patternToSegments("/a", "")).toEqual([""]);
  expect(patternToSegments("/a/", "")).toEqual(["", "a"]);
  expect(patternToSegments("/a/:b", "")).toEqual(["", "a"]);
  expect(patternToSegments("/a/:b", "", true)).toEqual(["", "a", ":b"]);
});

Deno.test("mergePath joins base and pattern, also for mounting", () => {
  expect(mergePath("", "/a", false)).toBe("/a");
  expect(mergePath("/b", "/", false)).toBe("/b");
  expect(mergePath("/*", "/a", false)).toBe("/a");
  expect(mergePath("/b", "*", false)).toBe("/b/*");
  expect(mergePath("/b", "*", true)).toBe("/b");
  expect(mergePath("/b", "/*", true)).toBe("/b/*");
});
