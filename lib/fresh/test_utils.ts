/**
 * What tests of middlewares and routes need: a server without a port, files that are not there.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { DEFAULT_CONN_INFO } from "./app.ts";
import { type BuildCache, EmptyBuildCache } from "./build_cache.ts";
import type { Command } from "./commands.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { Context } from "./context.ts";
import type { FsAdapter } from "./fs.ts";
import { fsItemsToCommands, type FsRouteFile } from "./fs_routes.ts";

/** Answers a request. */
export type FakeHandler = (
  req: Request,
  info: Deno.ServeHandlerInfo,
) => Response | Promise<Response>;

/** Sends requests to a handler without a port. */
export class FakeServer {
  readonly handler: FakeHandler;

  constructor(handler: FakeHandler) {
    this.handler = handler;
  }

  get(path: string, init?: RequestInit): Promise<Response> {
    return this.#send("GET", path, init);
  }

  post(path: string, body?: BodyInit): Promise<Response> {
    return this.#send("POST", path, { body: body ?? null });
  }

  patch(path: string, body?: BodyInit): Promise<Response> {
    return this.#send("PATCH", path, { body: body ?? null });
  }

  put(path: string, body?: BodyInit): Promise<Response> {
    return this.#send("PUT", path, { body: body ?? null });
  }

  delete(path: string): Promise<Response> {
    return this.#send("DELETE", path);
  }

  head(path: string): Promise<Response> {
    return this.#send("HEAD", path);
  }

  options(path: string): Promise<Response> {
    return this.#send("OPTIONS", path);
  }

  async request(req: Request): Promise<Response> {
    return await this.handler(req, DEFAULT_CONN_INFO);
  }

  #send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    return this.request(new Request(new URL(path, "http://localhost/"), { ...init, method }));
  }
}

/** Serves one middleware, with what it gets from the app around it. */
export function serveMiddleware<State>(
  middleware: (ctx: Context<State>) => Response | Promise<Response>,
  options: {
    config?: ResolvedFreshConfig;
    buildCache?: BuildCache<State>;
    next?: () => Response | Promise<Response>;
    route?: string | null;
  } = {},
): FakeServer {
  const config = options.config ?? { root: "", mode: "production", basePath: "" };
  const next = options.next ?? (() => new Response("not found", { status: 404 }));
  const cache = options.buildCache ?? new EmptyBuildCache<State>("");
  return new FakeServer((req) => {
    const url = new URL(req.url);
    const route = options.route ?? null;
    const tail = async () => await next();
    return middleware(
      new Context<State>(req, url, DEFAULT_CONN_INFO, route, {}, config, tail, cache),
    );
  });
}

/** A file system of the given paths, without folders of their own. */
export function createFakeFs(files: Record<string, unknown>): FsAdapter {
  return {
    cwd: () => ".",
    async *walk(_root, { skip = [] } = {}) {
      for (const path of Object.keys(files)) {
        if (skip.some((pattern) => pattern.test(path))) continue;
        await Promise.resolve();
        yield { path, name: path, isFile: true, isDirectory: false, isSymlink: false };
      }
    },
    isDirectory: (dir) => {
      return Promise.resolve(Object.keys(files).some((path) => path.startsWith(`${dir}/`)));
    },
    mkdirp: () => Promise.resolve(),
    readFile: Deno.readFile,
    readTextFile: (path) => Promise.resolve(String(files[String(path)])),
  };
}

/** A build cache of route modules that are loaded already. */
export class MockBuildCache<State> extends EmptyBuildCache<State> {
  override readonly features: { errorOverlay: boolean };
  readonly #files: FsRouteFile<State>[];

  constructor(files: FsRouteFile<State>[], mode: "development" | "production") {
    super("");
    this.#files = files;
    this.features = { errorOverlay: mode === "development" };
  }

  override getFsRoutes(): Command<State>[] {
    return fsItemsToCommands(this.#files);
  }
}

/** A test with a program of its own, such as a browser: what that leaves open is not held against it. */
export function integrationTest(
  name: string,
  fn: (t: Deno.TestContext) => void | Promise<void>,
): void {
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });
}

/** Resolves after some milliseconds. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Makes a folder that is removed when the variable leaves its scope. */
export async function withTmpDir(
  options?: Deno.MakeTempOptions,
): Promise<{ dir: string } & AsyncDisposable> {
  const dir = await Deno.makeTempDir(options);
  return { dir, [Symbol.asyncDispose]: () => Deno.remove(dir, { recursive: true }) };
}

/** Writes files below a folder. */
export async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(dir, name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, content);
  }
}
