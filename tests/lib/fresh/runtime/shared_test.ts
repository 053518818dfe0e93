import { asset, assetSrcSet, IS_BROWSER } from "fresh/runtime";
import { expect } from "expect";
import { BUILD_ID } from "../../../../lib/fresh/build_id.ts";
import { applyBasePath } from "../../../../lib/fresh/runtime/shared_internal.ts";

// Asked anew: a build that another test makes has an id of its own.
const tied = () => `__frsh_c=${BUILD_ID}`;

Deno.test("asset() ties paths of this site to the build, once", () => {
  expect(asset("/a.css")).toBe(`/a.css?${tied()}`);
  expect(asset("/a.css?x=1#top")).toBe(`/a.css?x=1&${tied()}#top`);
  expect(asset(asset("/a.css"))).toBe(`/a.css?${tied()}`);
  for (const url of ["a.css", "//cdn/a.css", "https://cdn/a.css", "data:,x", "/\\evil"]) {
    expect(asset(url)).toBe(url);
  }
});

Deno.test("assetSrcSet() ties each candidate, but none if there are parentheses", () => {
  expect(assetSrcSet("/a.png, /b.png 2x")).toBe(`/a.png?${tied()}, /b.png?${tied()} 2x`);
  expect(assetSrcSet("/(a).png 1x")).toBe("/(a).png 1x");
});

Deno.test("IS_BROWSER is false on the server", () => {
  expect(IS_BROWSER).toBe(false);
});

Deno.test("applyBasePath() prefixes absolute paths of this site", () => {
  expect(applyBasePath("/x", "/chat")).toBe("/chat/x");
  expect(applyBasePath("/x", "./")).toBe("./x");
  for (const base of [undefined, "", "/"]) expect(applyBasePath("/x", base)).toBe("/x");
  for (const path of ["x", "./x", "//cdn/x", "https://a/x"]) {
    expect(applyBasePath(path, "/chat")).toBe(path);
  }
});
