import type { OnTransformArgs } from "fresh/dev";

const OUTPUT = "_fresh/server.js";
/** What the output is made of: any of it newer, and the output is stale. */
const SOURCES = ["routes", "islands", "components", "lib", "static", "deno.json", "deno.lock"];

/** The style guide: only while one develops, and in no build. */
const GUIDE = { route: /[/\\]routes[/\\]estilo\.tsx$/, sheets: "components/estilo/static" };

switch (Deno.args[0]) {
  case "build":
    await build();
    break;
  case "built":
    // For the task that starts: whether it may go on without building.
    Deno.exit(await isStale() ? 1 : 0);
    break;
  default:
    await watch();
}

async function watch(): Promise<void> {
  const { serving } = await import("./main.ts");
  const { host: hostname, port } = serving.config.listen;
  await (await builder(GUIDE)).listen(() => import("./main.ts"), { hostname, port });
}

async function build(): Promise<void> {
  await (await builder()).build();
}

// The bundler takes longer to load than to find out that it is not needed.
async function builder(guide?: typeof GUIDE) {
  const { Builder } = await import("fresh/dev");
  const builder = new Builder({
    target: ["chrome111", "firefox115", "safari16.4"],
    // What islands load when it is asked for is no island of its own.
    ignore: [/[/\\]islands[/\\]late[/\\]/, ...guide ? [] : [GUIDE.route]],
    staticDir: guide ? ["static", guide.sheets] : "static",
  });
  builder.onTransformStaticFile({ pluginName: "sheets", filter: /\.css$/ }, joinSheet);
  builder.onTransformStaticFile({ pluginName: "scripts", filter: /\.js$/ }, joinScript);
  return builder;
}

// A component's style lies beside it; the browser gets those of a page as one sheet.
async function joinSheet({ path, mode }: OnTransformArgs) {
  const esbuild = await import("esbuild");
  const { outputFiles: [sheet] } = await esbuild.build({
    entryPoints: [path],
    bundle: true,
    minify: mode === "production",
    write: false,
    logLevel: "silent",
  });
  if (sheet === undefined) throw new Error(`${path} gives no sheet`);
  return { content: sheet.contents };
}

// The worker, and the page that it shows, know nothing of islands: each is a script of its own.
async function joinScript({ path, root, mode, target }: OnTransformArgs) {
  const esbuild = await import("esbuild");
  const { asset } = await import("fresh/runtime");
  const [, build = ""] = asset("/sw.js").split("=");
  const { outputFiles: [script] } = await esbuild.build({
    entryPoints: [path],
    alias: { "@": root },
    define: { BUILD: JSON.stringify(build) },
    target,
    bundle: true,
    format: "iife",
    minify: mode === "production",
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  if (script === undefined) throw new Error(`${path} gives no script`);
  return { content: script.contents };
}

async function isStale(): Promise<boolean> {
  const built = await modifiedAt(OUTPUT);
  for (const source of SOURCES) if (await newestIn(source) > built) return true;
  return false;
}

// A folder's own time tells of files that were taken away.
async function newestIn(path: string): Promise<number> {
  const { isDirectory } = await Deno.stat(path);
  const times = [modifiedAt(path)];
  if (isDirectory) {
    for await (const entry of Deno.readDir(path)) times.push(newestIn(`${path}/${entry.name}`));
  }
  return Math.max(...await Promise.all(times));
}

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await Deno.stat(path)).mtime?.getTime() ?? 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
