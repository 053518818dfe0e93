import { staticFiles } from "fresh";
import { expect } from "expect";
import { ProdBuildCache } from "../../../../lib/fresh/build_cache.ts";
import { FakeServer, serveMiddleware } from "../../../../lib/fresh/test_utils.ts";

const BUILD = "b".repeat(40);
const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";

async function withServer(
  fn: (server: FakeServer, dir: string) => Promise<void>,
  options: { mode?: "development" | "production"; basePath?: string } = {},
): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${dir}/a.css`, "a{}");
    await Deno.writeTextFile(`${dir}/a.css.br`, "BR");
    await Deno.writeTextFile(`${dir}/a.css.gzip`, "GZIP");
    const compressed = { br: "a.css.br", gzip: "a.css.gzip" };
    const css = { hash: "123", contentType: "text/css; charset=UTF-8", filePath: "a.css" };
    const names = ["/a.css", "/p%C3%A3o%20quente.css", `/_fresh/js/${BUILD}/x.js`];
    const files = names.map((name) => [name, { ...css, name, compressed }] as const);
    const gone = { ...css, name: "/gone.css", filePath: "gone.css" };
    const cache = new ProdBuildCache(dir, {
      version: BUILD,
      clientEntry: "",
      fsRoutes: [],
      staticFiles: new Map([...files, ["/gone.css", gone] as const]),
      islands: new Map(),
      entryAssets: [],
    });
    const { basePath = "", mode = "production" } = options;
    const server = serveMiddleware(staticFiles(), {
      config: { root: dir, basePath, mode },
      buildCache: cache,
      next: () => new Response("next"),
    });
    await fn(server, dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("staticFiles sends a file with its type and length, not to be cached", async () => {
  await withServer(async (server) => {
    const res = await server.get("/a.css");
    expect(Object.fromEntries(res.headers)).toEqual({
      "content-type": "text/css; charset=UTF-8",
      "content-length": "3",
      "cache-control": NEVER,
      etag: 'W/"123"',
      vary: "If-None-Match, Accept-Encoding",
    });
    expect(await res.text()).toBe("a{}");
    const head = await server.head("/a.css");
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["3", ""]);
  });
});

Deno.test("staticFiles sends the compressed copy that the client prefers", async () => {
  await withServer(async (server) => {
    for (const [accepted, coding, body] of [["gzip, br", "br", "BR"], ["gzip", "gzip", "GZIP"]]) {
      const res = await server.get("/a.css", { headers: { "Accept-Encoding": accepted ?? "" } });
      expect(res.headers.get("content-encoding")).toBe(coding ?? null);
      expect(res.headers.get("content-length")).toBe(String(body?.length));
      expect(await res.text()).toBe(body);
    }
  });
});

Deno.test("staticFiles answers 304 to whoever has the file, in either spelling", async () => {
  await withServer(async (server) => {
    for (const tag of ["123", 'W/"123"']) {
      const res = await server.get("/a.css", { headers: { "If-None-Match": tag } });
      expect([res.status, await res.text()]).toEqual([304, ""]);
    }
    const other = await server.get("/a.css", { headers: { "If-None-Match": '"9"' } });
    expect(other.status).toBe(200);
  });
});

Deno.test("staticFiles lets what is named by the build be cached for good", async () => {
  await withServer(async (server) => {
    for (const path of [`/a.css?__frsh_c=${BUILD}`, `/_fresh/js/${BUILD}/x.js`]) {
      expect((await server.get(path)).headers.get("cache-control")).toBe(FOREVER);
    }
    const stale = await server.get("/a.css?__frsh_c=old&a=1");
    expect([stale.status, stale.headers.get("location")]).toEqual([307, "/a.css?a=1"]);
  });
});

Deno.test("staticFiles has nothing cached in development", async () => {
  await withServer(async (server) => {
    const res = await server.get(`/a.css?__frsh_c=${BUILD}`);
    expect(res.headers.get("cache-control")).toBe(NEVER);
    expect(res.headers.get("etag")).toBe(null);
  }, { mode: "development" });
});

Deno.test("staticFiles finds a file however its path is escaped, and passes on the rest", async () => {
  await withServer(async (server) => {
    expect(await (await server.get("/p%c3%a3o%20quente.css")).text()).toBe("a{}");
    const others = ["/", "/nada", "/%ff", "/gone.css", "/..%2fa.css", "/a.css/", "/a.css%00"];
    for (const path of others) expect(await (await server.get(path)).text()).toBe("next");
  });
});

Deno.test("staticFiles answers a missing favicon and wrong methods itself", async () => {
  await withServer(async (server) => {
    const icon = await server.get("/favicon.ico");
    expect([icon.status, await icon.text()]).toEqual([404, ""]);
    for (const method of ["post", "put", "patch", "delete"] as const) {
      const res = await server[method]("/a.css");
      expect([res.status, await res.text()]).toEqual([405, "Method Not Allowed"]);
    }
  });
});

Deno.test("staticFiles serves below the base path only", async () => {
  await withServer(async (server) => {
    expect(await (await server.get("/chat/a.css")).text()).toBe("a{}");
    expect(await (await server.get("/a.css")).text()).toBe("next");
    expect(await (await server.get("/chatty/a.css")).text()).toBe("next");
  }, { basePath: "/chat" });
});
