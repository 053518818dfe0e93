import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Options of a new App. */
export interface FreshConfig {
  /** Path below which all routes live, such as `/chat`. Default: none. */
  basePath?: string | undefined;
  /** Default: `"production"`. The Builder sets `"development"` when it listens. */
  mode?: "development" | "production" | undefined;
  /**
   * Take protocol and host of `ctx.url` from `X-Forwarded-Proto` and `X-Forwarded-Host`.
   * Only safe behind a proxy that overwrites both. Default: false.
   */
  trustProxy?: boolean | undefined;
}

/** The configuration of an App with every default filled in. */
export interface ResolvedFreshConfig {
  /** Folder of the project; `"."` until a build cache is set. */
  root: string;
  basePath: string;
  mode: "development" | "production";
  trustProxy?: boolean;
}

/**
 * Fills in defaults and checks the base path.
 *
 * @throws {TypeError} if `basePath` is not empty, `/`, `./`, or an absolute path of plain segments.
 */
export function resolveConfig(config: FreshConfig): ResolvedFreshConfig {
  return {
    root: ".",
    basePath: checkBasePath(config.basePath ?? ""),
    mode: config.mode ?? "production",
    trustProxy: config.trustProxy ?? false,
  };
}

function checkBasePath(basePath: string): string {
  if (basePath === "" || basePath === "/" || basePath === "./") return "";
  const prefix = `Invalid basePath: "${basePath}".`;
  if (!basePath.startsWith("/")) {
    throw new TypeError(
      `${prefix} Must be empty, "/", "./", or start with "/"`,
    );
  }
  if (basePath.endsWith("/")) {
    throw new TypeError(`${prefix} Must not end with "/" except for root path`);
  }
  if (!/^[\w\-./~]+$/.test(basePath)) {
    throw new TypeError(`${prefix} Contains invalid characters`);
  }
  return basePath;
}

/** Makes a path absolute: a `file://` URL, an absolute path, or one relative to `root`. */
export function parseDirPath(path: string, root: string): string {
  if (path.startsWith("file://")) return fileURLToPath(path);
  return isAbsolute(path) ? path : join(root, path);
}
