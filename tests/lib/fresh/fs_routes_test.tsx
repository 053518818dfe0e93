import { App, HttpError, page } from "fresh";
import { expect } from "expect";
import { captureConsole } from "./captured_console.ts";
import { setBuildCache } from "../../../lib/fresh/app.ts";
import { crawlRouteDir } from "../../../lib/fresh/dev/fs_crawl.ts";
import { type FreshFsMod, sortRoutePaths } from "../../../lib/fresh/fs_routes.ts";
import { createFakeFs, FakeServer, MockBuildCache } from "../../../lib/fresh/test_utils.ts";

interface State {
  trail?: string;
}
type Mod = FreshFsMod<State>;

// Serves route modules as if they lay on disk, imported at once or at the first request.
async function serve(files: Record<string, Mod>, lazily = false): Promise<FakeServer> {
  const found = await crawlRouteDir<State>(createFakeFs(files), "routes", [], () => {});
  const items = found.map((file) => {
    const mod = files[file.filePath] as Mod;
    return { ...file, mod: lazily && file.type === "route" ? () => Promise.resolve(mod) : mod };
  });
  const app = new App<State>().fsRoutes();
  setBuildCache(app, new MockBuildCache(items, "production"), "production");
  return new FakeServer(app.handler());
}

async function bodyOf(server: FakeServer, path: string): Promise<string> {
  const html = await (await server.get(path)).text();
  return /<body>(.*)<\/body>/s.exec(html)?.[1] ?? html;
}

const mark = (letter: string): Mod => ({
  handler: (ctx) => {
    ctx.state.trail = (ctx.state.trail ?? "") + letter;
    return ctx.next();
  },
});
const trail: Mod = { handler: (ctx) => ctx.text(ctx.state.trail ?? "") };

for (const lazily of [false, true]) {
  const how = lazily ? "lazy" : "eager";

  Deno.test(`${how} routes answer the methods they have, 405 to others, and OPTIONS`, async () => {
    const server = await serve({
      "routes/salas/[id].ts": {
        handlers: {
          GET: (ctx) => ctx.text(ctx.params["id"] ?? ""),
          POST: () => new Response(null, { status: 204 }),
        },
      },
    }, lazily);
    expect(await (await server.get("/salas/geral")).text()).toBe("geral");
    expect((await server.post("/salas/geral")).status).toBe(204);
    expect((await server.head("/salas/geral")).status).toBe(200);
    expect((await server.delete("/salas/geral")).status).toBe(405);
    const options = await server.options("/salas/geral");
    expect([options.status, options.headers.get("Allow")]).toEqual([204, "GET, POST"]);
  });

  Deno.test(`${how} routes hand data from the handler to the component`, async () => {
    const server = await serve({
      "routes/index.tsx": {
        handler: () => page("Ana", { status: 202 }),
        default: ({ data }) => <h1>{String(data)}</h1>,
      },
    }, lazily);
    const res = await server.get("/");
    expect(res.status).toBe(202);
    expect(await res.text()).toContain("<h1>Ana</h1>");
  });
}

Deno.test("a component without a GET handler is rendered for GET", async () => {
  const server = await serve({
    "routes/x.tsx": { default: () => <b>x</b>, handlers: { POST: (ctx) => ctx.text("POST") } },
  });
  expect(await bodyOf(server, "/x")).toBe("<b>x</b>");
  expect(await (await server.post("/x")).text()).toBe("POST");
});

Deno.test("middleware files run from the outer folder to the inner, groups included", async () => {
  const server = await serve({
    "routes/_middleware.ts": mark("A"),
    "routes/(casa)/_middleware.ts": mark("B"),
    "routes/(casa)/cozinha/_middleware.ts": {
      handler: [mark("C"), mark("D")].map((m) => m.handler) as never,
    },
    "routes/(casa)/cozinha/index.ts": trail,
    "routes/(casa)/sala.ts": trail,
    "routes/rua.ts": trail,
  });
  expect(await (await server.get("/cozinha")).text()).toBe("ABCD");
  expect(await (await server.get("/sala")).text()).toBe("AB");
  expect(await (await server.get("/rua")).text()).toBe("A");
});

Deno.test("layouts nest inside the app wrapper, and can leave both out", async () => {
  const wrap = (name: string, config?: Mod["config"]): Mod => ({
    default: ({ Component }) => (
      <>
        {name}(<Component />)
      </>
    ),
    ...(config ? { config } : {}),
  });
  const leaf: Mod = { default: () => <>x</> };
  const server = await serve({
    "routes/_app.tsx": wrap("app"),
    "routes/_layout.tsx": wrap("fora"),
    "routes/a/_layout.tsx": wrap("a"),
    "routes/a/x.tsx": leaf,
    "routes/b/_layout.tsx": wrap("b", { skipInheritedLayouts: true }),
    "routes/b/x.tsx": leaf,
    "routes/c/x.tsx": { ...leaf, config: { skipAppWrapper: true, skipInheritedLayouts: true } },
  });
  const paths = ["/a/x", "/b/x", "/c/x", "/a/x"];
  const bodies = await Promise.all(paths.map((path) => bodyOf(server, path)));
  expect(bodies).toEqual(["app(fora(a(x)))", "app(b(x))", "x", "app(fora(a(x)))"]);
});

Deno.test("async pages, layouts and app wrappers are awaited and may answer themselves", async () => {
  const asynchronous = (name: string): Mod => ({
    // deno-lint-ignore require-await -- what makes it asynchronous is the keyword.
    default: async (props) => {
      if (props.url.search === `?${name}`) return new Response(name);
      return <>{name}({props.Component ? <props.Component /> : null})</>;
    },
  });
  const server = await serve({
    "routes/_app.tsx": asynchronous("app"),
    "routes/_layout.tsx": asynchronous("layout"),
    "routes/index.tsx": asynchronous("page"),
  });
  expect(await bodyOf(server, "/")).toBe("app(layout(page()))");
  for (const name of ["app", "layout", "page"]) {
    expect(await (await server.get(`/?${name}`)).text()).toBe(name);
  }
});

Deno.test("the nearest error file answers, inside its layouts, with the error's status", async () => {
  const server = await serve({
    "routes/_error.tsx": { default: ({ error }) => <>fora: {(error as Error).message}</> },
    "routes/a/_error.tsx": { default: ({ error }) => <>a: {(error as Error).message}</> },
    "routes/a/_layout.tsx": {
      default: ({ Component }) => (
        <>
          [<Component />]
        </>
      ),
    },
    "routes/a/x.tsx": {
      config: { skipInheritedLayouts: true },
      handler: () => {
        throw new HttpError(409, "ocupada");
      },
    },
    "routes/b.tsx": {
      default: () => {
        throw new Error("b");
      },
    },
  });
  const inner = await server.get("/a/x");
  expect(inner.status).toBe(409);
  expect(await inner.text()).toContain("<body>[a: ocupada]</body>");
  const outer = await server.get("/b");
  expect(outer.status).toBe(500);
  expect(await outer.text()).toContain("<body>fora: b</body>");
  expect((await server.get("/nada")).status).toBe(404);
});

Deno.test("a _404 file answers every 404", async () => {
  const server = await serve({
    "routes/_404.tsx": {
      handler: () => page(null, { status: 404 }),
      default: () => <p>nada</p>,
    },
    "routes/x.ts": {
      handler: () => {
        throw new HttpError(404);
      },
    },
  });
  for (const path of ["/x", "/y"]) {
    const res = await server.get(path);
    expect([res.status, await res.text()]).toEqual([404, expect.stringContaining("<p>nada</p>")]);
  }
});

Deno.test("routes of one path in two groups share it by method", async () => {
  const server = await serve({
    "routes/(a)/x/index.ts": { handler: { POST: (ctx) => ctx.text("POST") } },
    "routes/x/index.ts": { handler: { GET: (ctx) => ctx.text("GET") } },
  });
  expect(await (await server.get("/x")).text()).toBe("GET");
  expect(await (await server.post("/x")).text()).toBe("POST");
});

Deno.test("style sheets of a route are linked in the head of its pages only", async () => {
  const server = await serve({
    "routes/a.tsx": { css: ["/a.css"], default: () => <p>a</p> },
    "routes/b.tsx": { default: () => <p>b</p> },
  });
  const link = '<link rel="stylesheet" href="/a.css"/></head>';
  expect(await (await server.get("/a")).text()).toContain(link);
  expect(await (await server.get("/b")).text()).not.toContain("stylesheet");
});

Deno.test("routeOverride replaces the path of a file", async () => {
  const server = await serve({
    "routes/x.ts": { config: { routeOverride: "/other/:id" }, handler: (ctx) => ctx.text("x") },
  });
  expect((await server.get("/x")).status).toBe(404);
  expect(await (await server.get("/other/1")).text()).toBe("x");
});

Deno.test("a module that exports nothing of use, or a handler of two arguments, is refused", async () => {
  await expect(serve({ "routes/x.ts": {} })).rejects.toThrow("relevant exports in: routes/x.ts");
  const handler = ((_a: unknown, _b: unknown) => new Response()) as never;
  await expect(serve({ "routes/x.ts": { handler } })).rejects.toThrow("only have one argument");
});

Deno.test("middleware by method and layout handlers are left out with a warning", async () => {
  using captured = captureConsole("warn");
  await serve({
    "routes/_middleware.ts": { handler: { GET: () => new Response() } },
    "routes/_layout.tsx": { handler: () => new Response(), default: () => null },
    "routes/x.ts": trail,
  });
  expect(captured.logged).toEqual([
    expect.stringContaining("object handlers with GET, POST, etc. in routes/_middleware.ts"),
    expect.stringContaining("Layout does not support handlers"),
  ]);
});

Deno.test("sortRoutePaths puts what applies to all first, and the specific before the general", () => {
  const sorted = [
    "/_app",
    "/_middleware",
    "/_layout",
    "/_error",
    "/index",
    "/auth/login",
    "/login",
    "/salas/_middleware",
    "/salas/index",
    "/salas/[id]",
    "/salas/[...rest]",
    "/salas",
    "/(casa)/_middleware",
    "/(casa)/index",
    "/(casa)/[org]/index",
    "/[id]",
    "/[...rest]",
  ];
  expect(sorted.toSorted().sort(sortRoutePaths)).toEqual(sorted);
  const inFolders = sorted.filter((path) => /^\/(salas|\(casa\)|_|\[)/.test(path));
  expect(inFolders.toReversed().sort(sortRoutePaths)).toEqual(inFolders);
});

Deno.test("sortRoutePaths leaves names that nothing tells apart as the walk found them", () => {
  const walk = ["/login", "/cozinha/index", "/cozinha/_layout", "/auth/b", "/auth/a", "/_error"];
  expect(walk.sort(sortRoutePaths)).toEqual([
    "/_error",
    "/login",
    "/cozinha/_layout",
    "/cozinha/index",
    "/auth/b",
    "/auth/a",
  ]);
});
