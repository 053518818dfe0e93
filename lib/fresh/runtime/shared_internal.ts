import type { VNode } from "preact";
import { ASSET_CACHE_BUST_KEY } from "../constants.ts";

/** Attribute that keeps `src` and `srcset` of an element as they are. */
export const KEEP_URL_ATTR = "data-fresh-disable-lock";

/** Attribute of an element in `<head>` that carries the key of its vnode. */
export const DATA_KEY_ATTR = "data-key";

/** Prefix of the comments around islands and slots. */
export const MARKER_PREFIX = "frsh:";

// Any base does: of the result only path, query and hash are taken.
const ANY_BASE = "a://a";

/** Ties a path of this site to a build; other URLs are returned as they are. */
export function assetInternal(path: string, buildId: string): string {
  if (!path.startsWith("/") || path.startsWith("//") || !URL.canParse(path, ANY_BASE)) return path;
  const { host, pathname, searchParams, hash } = new URL(path, ANY_BASE);
  if (host !== "a" || searchParams.has(ASSET_CACHE_BUST_KEY)) return path;
  searchParams.set(ASSET_CACHE_BUST_KEY, buildId);
  return `${pathname}?${searchParams}${hash}`;
}

/** Ties each candidate of a `srcset` to a build. One with parentheses is left alone. */
export function assetSrcSetInternal(srcset: string, buildId: string): string {
  if (srcset.includes("(")) return srcset;
  return srcset.split(",").map((candidate) => {
    const [, space = "", url = "", rest = ""] = /^(\s*)(\S*)(.*)$/s.exec(candidate) ?? [];
    return space + assetInternal(url, buildId) + rest;
  }).join(",");
}

/** Puts the base path in front of an absolute path of this site. */
export function applyBasePath(
  path: string,
  basePath: string | undefined,
): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  if (basePath === undefined || basePath === "" || basePath === "/") {
    return path;
  }
  return basePath === "./" ? `.${path}` : basePath + path;
}

/** The key by which an element in `<head>` replaces another one. */
export function headKey(vnode: VNode): string {
  if (vnode.key !== null && vnode.key !== undefined) return `key:${vnode.key}`;
  if (vnode.type === "title") return "title";
  const props = vnode.props as Record<string, unknown>;
  const parts = Object.keys(props).filter((name) => !isLeftOut(vnode.type as string, name));
  return [vnode.type, ...parts.sort().map((name) => `${name}=${props[name]}`)]
    .join("::");
}

// What may differ between two elements that mean the same.
function isLeftOut(type: string, name: string): boolean {
  return name === "children" || name === "nonce" || name === "ref" ||
    name === "dangerouslySetInnerHTML" ||
    (type === "meta" && name === "content") ||
    (type === "link" && name === "href");
}
