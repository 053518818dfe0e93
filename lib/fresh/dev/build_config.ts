import { parseDirPath } from "../config.ts";
import { TEST_FILE_PATTERN } from "../constants.ts";

/** Options of source maps for the browser code. */
export interface SourceMapOptions {
  kind: boolean | "linked" | "inline" | "external" | "both";
  sourceRoot?: string;
  sourcesContent?: boolean;
}

/** Options of a Builder. Paths are relative to `root`, absolute, or `file://` URLs. */
export interface BuildOptions {
  /** What the browser code may use. Default: `["chrome99", "firefox99", "safari15"]`. */
  target?: string | string[];
  /** Folder of the project. Default: the current one. */
  root?: string;
  /** Where the build goes. Default: `"_fresh"`. */
  outDir?: string;
  /** Folders of static files; the first that has a file wins. Default: `"static"`. */
  staticDir?: string | string[];
  /** Default: `"islands"`. */
  islandDir?: string;
  /** Default: `"routes"`. */
  routeDir?: string;
  /** Module that exports `app`. Default: `"main.ts"`. */
  serverEntry?: string;
  /** Files that are neither routes nor islands. Default: tests. */
  ignore?: RegExp[];
  sourceMap?: SourceMapOptions;
}

/** The options with defaults filled in and paths made absolute. */
export interface ResolvedBuildConfig {
  target: string | string[];
  root: string;
  outDir: string;
  staticDir: string[];
  islandDir: string;
  routeDir: string;
  serverEntry: string;
  ignore: RegExp[];
  mode: "development" | "production";
  /** Id of the build; follows from its content, unless the environment names one. */
  buildId: string;
  sourceMap?: SourceMapOptions | undefined;
}

/** Fills in the defaults. */
export function resolveBuildConfig(options: BuildOptions): ResolvedBuildConfig {
  const root = parseDirPath(options.root ?? ".", Deno.cwd());
  const at = (path: string) => parseDirPath(path, root);
  return {
    target: options.target ?? ["chrome99", "firefox99", "safari15"],
    root: root.length > 1 ? root.replace(/\/$/, "") : root,
    outDir: at(options.outDir ?? "_fresh"),
    staticDir: [options.staticDir ?? "static"].flat().map(at),
    islandDir: at(options.islandDir ?? "islands"),
    routeDir: at(options.routeDir ?? "routes"),
    serverEntry: at(options.serverEntry ?? "main.ts"),
    ignore: options.ignore ?? [TEST_FILE_PATTERN],
    mode: "production",
    buildId: "",
    sourceMap: options.sourceMap,
  };
}
