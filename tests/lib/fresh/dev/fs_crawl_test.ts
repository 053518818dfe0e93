import { expect } from "expect";
import { crawlFsItem, crawlRouteDir } from "../../../../lib/fresh/dev/fs_crawl.ts";
import { MemoryBuildCache } from "../../../../lib/fresh/dev/dev_build_cache.ts";
import { resolveBuildConfig } from "../../../../lib/fresh/dev/build_config.ts";
import { FileTransformer } from "../../../../lib/fresh/dev/file_transformer.ts";
import { fsAdapter } from "../../../../lib/fresh/fs.ts";
import { createFakeFs, withTmpDir, writeFiles } from "../../../../lib/fresh/test_utils.ts";

Deno.test("crawlRouteDir describes route files, and reports islands of private groups", async () => {
  const islands: string[] = [];
  const fs = createFakeFs({
    "routes/_app.tsx": "",
    "routes/index.tsx": "",
    "routes/salas/_middleware.ts": "",
    "routes/salas/index.tsx": "",
    "routes/(casa)/[id].tsx": "export const config = { routeOverride: '/x' }",
    "routes/(_islands)/A.tsx": "",
    "routes/(_nada)/b.tsx": "",
    "routes/index_test.ts": "",
  });
  const files = await crawlRouteDir(fs, "routes", [/_test\.ts$/], (spec) => islands.push(spec));
  expect(
    files.map(({ id, lazy, pattern, routePattern, type }) =>
      [id, type, pattern, routePattern, lazy].join(" ")
    ),
  ).toEqual([
    "/_app app * * false",
    "/index route / / true",
    "/salas/_middleware middleware /salas /salas false",
    "/salas/index route /salas/ /salas true",
    "/(casa)/[id] route /(casa)/:id /:id false",
  ]);
  expect(islands).toEqual(["routes/(_islands)/A.tsx"]);
});

Deno.test("crawlFsItem finds modules in order, on disk, but no tests", async () => {
  await using dir = await withTmpDir();
  await writeFiles(dir.dir, {
    "islands/b/C.tsx": "",
    "islands/A.tsx": "",
    "islands/A_test.tsx": "",
    "islands/nota.md": "",
  });
  const { ignore } = resolveBuildConfig({});
  const found = await crawlFsItem({
    islandDir: `${dir.dir}/islands`,
    routeDir: `${dir.dir}/nada`,
    ignore,
  });
  expect(found.islands).toEqual([`${dir.dir}/islands/A.tsx`, `${dir.dir}/islands/b/C.tsx`]);
  expect(found.routes).toEqual([]);
});

Deno.test("MemoryBuildCache reads nothing outside of its static folders", async () => {
  await using dir = await withTmpDir();
  await writeFiles(dir.dir, { "segredo.txt": "x", "static/a.txt": "a", "static/b/c.txt": "c" });
  const config = resolveBuildConfig({ root: dir.dir });
  const routes = { id: "", dir: "", files: [] };
  const cache = new MemoryBuildCache(config, routes, new FileTransformer(fsAdapter, dir.dir));
  for (const path of ["../segredo.txt", "/../segredo.txt", "/..%2fsegredo.txt", "/b/../../x"]) {
    await expect(cache.readFile(path)).rejects.toThrow("resolved outside of static dir");
  }
  for (const path of ["/nada", "/b", "/.well-known/x"]) {
    expect(await cache.readFile(path)).toBe(null);
  }
  const file = await cache.readFile("/a.txt");
  expect([file?.size, file?.contentType]).toEqual([1, "text/plain; charset=UTF-8"]);
  file?.close();
});
