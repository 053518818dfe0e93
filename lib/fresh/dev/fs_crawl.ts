import { extname, relative } from "node:path";
import { CommandType } from "../commands.ts";
import { type FsAdapter, fsAdapter, type WalkEntry } from "../fs.ts";
import { type FsRouteFile, sortRoutePaths } from "../fs_routes.ts";
import { pathToPattern } from "../router.ts";

/** A route file before its module is loaded. */
export type FsRouteFileNoMod<State> = Omit<FsRouteFile<State>, "mod"> & {
  /** Whether the module is imported at the first request. */
  lazy: boolean;
  css: string[];
};

// A folder in parentheses that begins with "_" holds no routes.
const PRIVATE_GROUP = /[/\\]\((_[^/\\]+)\)[/\\]/;

const SPECIAL_FILES: Record<string, CommandType> = {
  _app: CommandType.App,
  _middleware: CommandType.Middleware,
  _layout: CommandType.Layout,
  _error: CommandType.Error,
  _500: CommandType.Error,
  _404: CommandType.NotFound,
};

/** Finds the route files of a folder, sorted; modules of `(_islands)` folders are reported. */
export async function crawlRouteDir<State>(
  fs: FsAdapter,
  routeDir: string,
  ignore: RegExp[],
  onIslandSpecifier: (spec: string) => void,
): Promise<FsRouteFileNoMod<State>[]> {
  const files: FsRouteFileNoMod<State>[] = [];
  await walkDir(fs, routeDir, async ({ path }) => {
    const group = PRIVATE_GROUP.exec(path)?.[1];
    if (group === "_islands") onIslandSpecifier(path);
    if (group === undefined) files.push(await describeFile(fs, routeDir, path));
  }, ignore);
  return files.sort((a, b) => sortRoutePaths(a.id, b.id));
}

async function describeFile<State>(
  fs: FsAdapter,
  routeDir: string,
  filePath: string,
): Promise<FsRouteFileNoMod<State>> {
  const path = relative(routeDir, filePath).replaceAll("\\", "/").slice(
    0,
    -extname(filePath).length,
  );
  const name = path.slice(path.lastIndexOf("/") + 1);
  const base = { id: `/${path}`, filePath, css: [] };

  const type = SPECIAL_FILES[name];
  if (type !== undefined) {
    const isGlobal = type === CommandType.App || type === CommandType.NotFound;
    const folder = path.slice(0, -name.length).replace(/\/$/, "");
    const pattern = isGlobal ? "*" : pathToPattern(folder, { keepGroups: true });
    return { ...base, type, pattern, routePattern: pattern, lazy: false };
  }

  const pattern = pathToPattern(path, { keepGroups: true });
  // A slash at the end makes the folder of an index its segment.
  const isIndex = name === "index" && !pattern.endsWith("/");
  return {
    ...base,
    type: CommandType.Route,
    pattern: isIndex ? `${pattern}/` : pattern,
    routePattern: pathToPattern(path),
    lazy: !(await fs.readTextFile(filePath)).includes("routeOverride"),
    overrideConfig: { methods: "ALL" },
  };
}

/** Calls back for each module file of a folder, one after the other. */
export async function walkDir(
  fs: FsAdapter,
  dir: string,
  callback: (entry: WalkEntry) => void | Promise<void>,
  ignore: RegExp[],
): Promise<void> {
  if (!await fs.isDirectory(dir)) return;
  const exts = ["tsx", "jsx", "ts", "js"];
  const entries = fs.walk(dir, { includeDirs: false, includeFiles: true, exts, skip: ignore });
  for await (const entry of entries) await callback(entry);
}

/** Finds the islands and routes of a project. */
export async function crawlFsItem(
  options: { islandDir: string; routeDir: string; ignore: RegExp[] },
): Promise<{ islands: string[]; routes: FsRouteFileNoMod<unknown>[] }> {
  const { islandDir, routeDir, ignore } = options;
  const islands: string[] = [];
  await walkDir(fsAdapter, islandDir, ({ path }) => void islands.push(path), ignore);
  const routes = await crawlRouteDir(fsAdapter, routeDir, ignore, (path) => islands.push(path));
  return { islands, routes };
}
