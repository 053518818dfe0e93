import { BUILD_ID } from "../build_id.ts";
import { assetInternal, assetSrcSetInternal, KEEP_URL_ATTR } from "./shared_internal.ts";

/** Attribute by which a page asks for navigation without full loads. */
export const CLIENT_NAV_ATTR = "f-client-nav";

/** Props of an element, as they are written. */
export type ElementProps = Record<string, unknown>;

/** The part of the page's URL that its links are compared with. */
export type PageUrl = Pick<URL, "pathname" | "search">;

/**
 * Adds what the library promises for elements: images that are tied to the build, links that tell
 * whether they lead to this page. Server and browser have to agree, or the browser would undo it.
 */
export function completeElement(type: unknown, props: ElementProps, page: PageUrl): void {
  if (type === "a") markCurrent(props, page);
  if (type === "img" || type === "source") tieToBuild(props);
  if (CLIENT_NAV_ATTR in props) props[CLIENT_NAV_ATTR] = String(props[CLIENT_NAV_ATTR]);
}

function tieToBuild(props: ElementProps): void {
  if (KEEP_URL_ATTR in props) return;
  for (const [name, tie] of TIES) {
    const url = props[name];
    if (typeof url === "string") props[name] = tie(url, BUILD_ID);
  }
}

const TIES = [
  ["src", assetInternal],
  ["srcset", assetSrcSetInternal],
  ["srcSet", assetSrcSetInternal],
] as const;

function markCurrent(props: ElementProps, page: PageUrl): void {
  const { href } = props;
  // A page that marks a link itself knows better.
  if ((props["aria-current"] ?? null) !== null) return;
  if (typeof href !== "string" || !/^\/(?!\/)/.test(href)) return;
  const [, path = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(href) ?? [];
  const relation = relationOf(withoutSlash(path), query, page);
  if (relation === null) return;
  props[`data-${relation}`] = "true";
  props["aria-current"] = relation === "current" ? "page" : "true";
}

function relationOf(
  path: string,
  query: string,
  { pathname, search }: PageUrl,
): "current" | "ancestor" | null {
  const here = withoutSlash(pathname);
  if (path === here) return query === "" || `?${query}` === search ? "current" : "ancestor";
  return here.startsWith(path === "/" ? path : `${path}/`) ? "ancestor" : null;
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
