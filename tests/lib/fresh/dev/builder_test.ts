import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { expect } from "expect";
import { pathToFileURL } from "node:url";
import { FakeServer, withTmpDir, writeFiles } from "../../../../lib/fresh/test_utils.ts";
import { captureConsole } from "../captured_console.ts";
import { buildNarrowly, withServedBuild } from "./served_build.ts";

// Below this folder, where the project's deno.json and node_modules are found.
const tmp = () => withTmpDir({ dir: import.meta.dirname ?? ".", prefix: "tmp_" });

const MAIN = `import { App, staticFiles } from "fresh";
export const app = new App().use(staticFiles()).fsRoutes();`;

const ISLAND = `import { useSignal } from "@preact/signals";
import { word } from "../words.ts";
export default function Ilha() {
  const n = useSignal(0);
  return <button type="button" onClick={() => n.value++}>{word}{n}</button>;
}`;

const PROJECT = {
  "main.ts": MAIN,
  "words.ts": `export const word = "pão de queijo";`,
  "islands/Ilha.tsx": ISLAND,
  "routes/index.tsx": `import Ilha from "../islands/Ilha.tsx";
export default () => <Ilha />;`,
  "routes/salas/[id].ts": `export const handler = { GET: (ctx) => new Response(ctx.params.id) };`,
  "static/estilo.css": `body { background: url('/a.png') }\n${"p { margin: 0 }\n".repeat(200)}`,
  "static/sub/pão quente.txt": "quente",
  "static/.segredo": "x",
  "static/.well-known/a.txt": "known",
};

Deno.test("a build on disk is made and served under narrow permissions", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, PROJECT);
  const buildId = await buildNarrowly(dir.dir);
  expect(buildId).toMatch(/^[0-9a-f]{40}$/);

  await withServedBuild(dir.dir, async (url) => {
    const get = (path: string, init?: RequestInit) => fetch(url + path, init);
    const html = await (await get("/")).text();
    expect(html).toContain("pão de queijo0");
    expect(html).toContain(`/_fresh/js/${buildId}/Ilha.js`);
    expect(await (await get("/salas/geral")).text()).toBe("geral");
    expect((await get("/salas/geral", { method: "POST" })).status).toBe(405);

    const code = await get(`/_fresh/js/${buildId}/Ilha.js`);
    expect(code.headers.get("cache-control")).toContain("immutable");
    expect(await code.text()).not.toContain("tsx");

    const css = await get("/estilo.css", { headers: { "accept-encoding": "br" } });
    expect(css.headers.get("content-encoding")).toBe("br");
    expect(css.headers.get("vary")).toContain("Accept-Encoding");
    expect(await css.text()).toContain(`url("/a.png?__frsh_c=${buildId}")`);

    expect(await (await get("/sub/pão quente.txt")).text()).toBe("quente");
    expect(await (await get("/.well-known/a.txt")).text()).toBe("known");
    for (const path of ["/.segredo", "/metafile.json", `/_fresh/js/${buildId}/metafile.json`]) {
      const res = await get(path);
      await res.body?.cancel();
      expect(res.status).toBe(404);
    }
  });
});

Deno.test("the same sources give the same build, other sources another", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, PROJECT);
  const builder = new Builder({ root: dir.dir });
  const snapshot = () => Deno.readTextFile(`${dir.dir}/_fresh/snapshot.js`);
  await builder.build();
  const first = await snapshot();
  await builder.build();
  expect(await snapshot()).toBe(first);

  const { buildId } = builder.config;
  await writeFiles(dir.dir, { "words.ts": `export const word = "broa";` });
  await builder.build();
  expect(builder.config.buildId).not.toBe(buildId);
  const entries = await Array.fromAsync(Deno.readDir(`${dir.dir}/_fresh/static/_fresh/js`));
  expect(entries.map(({ name }) => name)).toEqual([builder.config.buildId]);
});

Deno.test("a build in memory is put into an app", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, PROJECT);
  const builder = new Builder({ root: dir.dir });
  const apply = await builder.build({ snapshot: "memory" });
  const app = new App().use(staticFiles()).fsRoutes();
  apply(app);
  const server = new FakeServer(app.handler());
  expect(await (await server.get("/")).text()).toContain("<!--frsh:island:Ilha:0:-->");
  const code = await server.get(`/_fresh/js/${builder.config.buildId}/Ilha.js`);
  expect(code.headers.get("content-type")).toBe("text/javascript; charset=UTF-8");
  expect(await (await server.get("/sub/p%C3%A3o%20quente.txt")).text()).toBe("quente");
});

Deno.test("islands are found by URL, in private groups, and by each exported function", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, {
    "main.ts": MAIN,
    "outro/Fora.tsx": `export default () => <b>fora</b>;`,
    "routes/a/(_islands)/Dentro.tsx": `export const Um = () => <i>um</i>;
export const Dois = () => <i>dois</i>;
export const numero = 3;`,
    "routes/index.tsx": `import Fora from "../outro/Fora.tsx";
import { Dois, Um } from "./a/(_islands)/Dentro.tsx";
export default () => <><Fora /><Um /><Dois /></>;`,
  });
  const builder = new Builder({ root: dir.dir });
  builder.registerIsland(pathToFileURL(`${dir.dir}/outro/Fora.tsx`).href);
  const apply = await builder.build({ snapshot: "memory" });
  const app = new App().fsRoutes();
  apply(app);
  const html = await (await new FakeServer(app.handler()).get("/")).text();
  for (const name of ["Fora", "Um", "Dois"]) expect(html).toContain(`frsh:island:${name}:`);
});

Deno.test("the runtime in the browser weighs at most 3 KiB, without preact and signals", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, PROJECT);
  const builder = new Builder({ root: dir.dir });
  await builder.build();
  const js = `${dir.dir}/_fresh/static/_fresh/js/${builder.config.buildId}`;
  const { size } = await Deno.stat(`${js}/fresh-runtime.js.gzip`);
  expect(size).toBeLessThanOrEqual(3 * 1024);
  const all = await Array.fromAsync(Deno.readDir(js));
  const codes = await Promise.all(
    all.filter(({ name }) => name.endsWith(".js")).map(({ name }) =>
      Deno.readTextFile(`${js}/${name}`)
    ),
  );
  // One copy of preact, and nothing that Trusted Types would stop.
  expect(codes.filter((code) => code.includes("__k")).length).toBeGreaterThan(0);
  expect(codes.filter((code) => code.includes(".debounceRendering")).length).toBe(1);
  expect(codes.some((code) => /\beval\(|document\.write/.test(code))).toBe(false);
});

Deno.test("a build that fails says what is wrong, and leaves nothing running", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, { "main.ts": MAIN, "islands/Ruim.tsx": `import "./nada.ts";` });
  await expect(new Builder({ root: dir.dir }).build()).rejects.toThrow("nada.ts");
});

Deno.test("transformers see static files in their order, and may leave some out", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, { "static/a.css": "a{}", "static/b.css": "b{}" });
  const seen: string[] = [];
  const builder = new Builder({ root: dir.dir });
  const see = (pluginName: string, exclude: (string | RegExp)[] = []) =>
    builder.onTransformStaticFile({ pluginName, filter: /\.css$/, exclude }, ({ path, text }) => {
      seen.push(pluginName + path.at(-5));
      return { content: `${text}/*${pluginName}*/` };
    });
  see("A");
  see("B", ["**/a.css"]);
  see("C", [/b\.css$/]);
  await builder.build();
  expect(seen).toEqual(["Aa", "Ca", "Ab", "Bb"]);
  expect(await Deno.readTextFile(`${dir.dir}/_fresh/static/a.css`)).toBe("a{}/*A*//*C*/");
});

Deno.test("the development server serves, shows errors, and announces its revision", async () => {
  await using dir = await tmp();
  await writeFiles(dir.dir, {
    ...PROJECT,
    "routes/erro.ts": `export const handler = () => { throw new Error("queimou"); };`,
  });
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<string>();
  const builder = new Builder({ root: dir.dir });
  using _captured = captureConsole("error");
  try {
    const app = new App<unknown>().use(staticFiles()).fsRoutes();
    await builder.listen(() => Promise.resolve({ app }), {
      port: 0,
      hostname: "127.0.0.1",
      signal: controller.signal,
      onListen: ({ port }) => resolve(`http://127.0.0.1:${port}`),
    });
    const url = await promise;
    const html = await (await fetch(url)).text();
    expect(html).toContain("fresh-hmr.js");

    await writeFiles(dir.dir, { "static/estilo.css": "p{}", "static/novo.txt": "novo" });
    expect(await (await fetch(`${url}/novo.txt`)).text()).toBe("novo");

    const broken = await fetch(`${url}/erro`, { headers: { accept: "text/html" } });
    expect([broken.status, await broken.text()]).toEqual([
      500,
      expect.stringContaining("fresh-error-overlay"),
    ]);
    const overlay = await fetch(`${url}/_frsh/error_overlay?message=<b>`);
    expect(await overlay.text()).toContain("&lt;b>");
    const plain = await fetch(`${url}/_frsh/alive`);
    await plain.body?.cancel();
    expect(plain.status).toBe(501);

    const socket = new WebSocket(`${url.replace("http", "ws")}/_frsh/alive`);
    const message = await new Promise<string>((resolve) => {
      socket.onmessage = (event) => resolve(event.data);
    });
    expect(JSON.parse(message)).toEqual({
      type: "initial-state",
      revision: expect.any(Number),
    });
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  } finally {
    controller.abort();
  }
});
