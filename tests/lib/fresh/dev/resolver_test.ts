import { expect } from "expect";
import { mapSpecifier, parsePackageSpecifier } from "../../../../lib/fresh/dev/import_map.ts";
import { LIBRARY_DIR, Resolver } from "../../../../lib/fresh/dev/resolver.ts";
import { specToName } from "../../../../lib/fresh/dev/builder.ts";
import { withTmpDir, writeFiles } from "../../../../lib/fresh/test_utils.ts";

Deno.test("mapSpecifier maps exactly, by prefix, and into packages", () => {
  const imports = {
    "@/": "./",
    "@/especial/": "./outra/",
    "fresh": "jsr:@fresh/core@^2.3.3",
    "zod": "npm:zod@4.6.7",
    "dados": "./dados.ts",
  };
  const map = (specifier: string) => mapSpecifier(specifier, imports, "/p");
  expect(map("dados")).toBe("/p/dados.ts");
  expect(map("@/lib/a.ts")).toBe("/p/lib/a.ts");
  expect(map("@/especial/a.ts")).toBe("/p/outra/a.ts");
  expect(map("fresh/runtime")).toBe("jsr:@fresh/core@^2.3.3/runtime");
  expect(map("zod/mini")).toBe("npm:zod@4.6.7/mini");
  expect(map("dados/x")).toBe(null);
  expect(map("freshness")).toBe(null);
});

Deno.test("parsePackageSpecifier takes a package specifier apart", () => {
  expect(parsePackageSpecifier("npm:@preact/signals@2.11.4/utils")).toEqual({
    registry: "npm",
    name: "@preact/signals",
    version: "2.11.4",
    subpath: "/utils",
  });
  expect(parsePackageSpecifier("jsr:@a/b")).toEqual({
    registry: "jsr",
    name: "@a/b",
    version: "",
    subpath: "",
  });
  expect(parsePackageSpecifier("./a.ts")).toBe(null);
});

Deno.test("Resolver finds the library, linked packages, and one copy of preact", async () => {
  await using dir = await withTmpDir();
  await writeFiles(dir.dir, {
    "deno.jsonc": `{
      // Comments, and a comma at the end, are allowed here.
      "imports": { "fresh": "jsr:@fresh/core@2", "ana": "jsr:@casa/ana", "preact": "npm:preact@10", },
      "links": ["./ana"] /* beside */
    }`,
    "ana/deno.json": JSON.stringify({
      name: "@casa/ana",
      exports: { ".": "./mod.ts", "./sub": "./sub.ts" },
      imports: { "preact": "npm:preact@9", "bruno": "./bruno.ts" },
    }),
  });
  const resolver = await Resolver.open(dir.dir);
  const island = `${dir.dir}/islands/A.tsx`;
  expect(resolver.resolve("fresh/runtime", island)).toEqual({
    kind: "file",
    path: `${LIBRARY_DIR}/runtime/shared.ts`,
  });
  expect(resolver.resolve("ana/sub", island)).toEqual({
    kind: "file",
    path: `${dir.dir}/ana/sub.ts`,
  });
  const linked = `${dir.dir}/ana/mod.ts`;
  expect(resolver.resolve("bruno", linked)).toEqual({
    kind: "file",
    path: `${dir.dir}/ana/bruno.ts`,
  });
  for (const importer of [island, linked, "/p/node_modules/x/index.js"]) {
    const found = resolver.resolve("preact/hooks", importer);
    expect(found).toMatchObject({ kind: "node", specifier: "preact/hooks" });
    expect((found as { from: string[] }).from).toContain(dir.dir);
  }
  expect(resolver.resolve("tslib", "/p/node_modules/x/index.js")).toEqual({ kind: "unknown" });
  expect(() => resolver.resolve("jsr:@nobody/here", island)).toThrow('Cannot bundle "jsr:@nobody');
});

Deno.test("specToName names an island after its specifier", () => {
  const names: Record<string, string> = {
    "http://example.com:8000": "example",
    "https://example.com/foo/bar": "bar",
    "jsr:@foo/bar@~1.0.0-alpha.32": "foo_bar",
    "jsr:@foo/bar@1/asdf": "asdf",
    "npm:foo@^1.0.0": "foo",
    "@foo/bar": "foo_bar",
    "foo/bar": "bar",
    "islands/foo.v2.tsx": "foo_v2",
    "file:///a/Foo.tsx": "Foo",
  };
  for (const [spec, name] of Object.entries(names)) expect(specToName(spec)).toBe(name);
});
