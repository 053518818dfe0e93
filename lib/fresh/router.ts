import { HttpError } from "./error.ts";

export { mergePath, pathToPattern, patternToSegments } from "./route_pattern.ts";

/** The methods a route can answer. */
export type Method =
  | "HEAD"
  | "GET"
  | "POST"
  | "PATCH"
  | "PUT"
  | "DELETE"
  | "OPTIONS";

/** All methods, in the order in which `all()` registers them. */
export const METHODS: readonly Method[] = [
  "GET",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
];

/** What {@linkcode Router.match} found. */
export interface RouteResult<T> {
  /** Decoded path parameters, without a prototype; a missing one is `""`. */
  params: Record<string, string>;
  /** What was registered for pattern and method; null if nothing was. */
  item: T | null;
  /** Whether the pattern knows the method. */
  methodMatch: boolean;
  /** The pattern that matched; null if none did. */
  pattern: string | null;
}

/** Finds what is registered for a method and a URL. */
export interface Router<T> {
  /** Registers an item; the first one of a method and pattern wins. */
  add(method: Method, pattern: string, item: T): void;
  match(method: Method, url: URL): RouteResult<T>;
  /** Methods registered for exactly this pattern, in order of registration. */
  getAllowedMethods(pattern: string): string[];
}

/** Tells a pattern with parameters or wildcards from a fixed path. */
export const IS_PATTERN: RegExp = /[*:{}+?()]/;

/** Finds the parameters of a URL that it matches. */
type Matcher = (url: URL) => Record<string, string | undefined> | undefined;

interface RouteDef<T> {
  pattern: string;
  /** null: the pattern is a fixed path. */
  matcher: Matcher | null;
  byMethod: Map<Method, T>;
}

/**
 * Router over fixed paths (a map, they win whatever the order) and `URLPattern` paths (tried in
 * order of registration; the first one that matches decides, even if it lacks the method).
 */
export class UrlPatternRouter<T> implements Router<T> {
  readonly #routes = new Map<string, RouteDef<T>>();
  readonly #dynamics: RouteDef<T>[] = [];

  add(method: Method, pattern: string, item: T): void {
    let route = this.#routes.get(pattern);
    if (route === undefined) {
      const matcher = IS_PATTERN.test(pattern) ? matcherOf(pattern) : null;
      route = { pattern, matcher, byMethod: new Map() };
      this.#routes.set(pattern, route);
      if (matcher !== null) this.#dynamics.push(route);
    }
    if (!route.byMethod.has(method)) route.byMethod.set(method, item);
  }

  getAllowedMethods(pattern: string): string[] {
    return [...(this.#routes.get(pattern)?.byMethod.keys() ?? [])];
  }

  /** @throws {HttpError} 400 if a parameter has a malformed percent escape. */
  match(method: Method, url: URL): RouteResult<T> {
    const fixed = this.#matchFixed(url.pathname);
    if (fixed !== undefined) {
      return toResult(fixed, method, Object.create(null));
    }

    for (const route of this.#dynamics) {
      const groups = route.matcher?.(url);
      if (groups) return toResult(route, method, decodeParams(groups));
    }
    return {
      params: Object.create(null),
      item: null,
      methodMatch: false,
      pattern: null,
    };
  }

  #matchFixed(pathname: string): RouteDef<T> | undefined {
    const toggled = pathname.endsWith("/") ? pathname.slice(0, -1) : `${pathname}/`;
    const route = this.#routes.get(pathname) ?? this.#routes.get(toggled);
    // A request for the path "/:id" itself must not find the pattern of that spelling here.
    return route?.matcher === null ? route : undefined;
  }
}

/** Segments that are words or parameters: most patterns, which are found faster in another way. */
const PLAIN = /^(?:\/(?:[\w~-]+|:[A-Za-z]\w*))+$/;

function matcherOf(pattern: string): Matcher {
  const whole = new URLPattern({ pathname: pattern });
  if (!PLAIN.test(pattern)) return (url) => whole.exec(url)?.pathname.groups;
  const path = new RegExp(`^${pattern.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  return ({ pathname }) => path.exec(pathname)?.groups;
}

function toResult<T>(
  route: RouteDef<T>,
  method: Method,
  params: Record<string, string>,
): RouteResult<T> {
  const { byMethod, pattern } = route;
  const item = byMethod.get(method) ??
    (method === "HEAD" ? byMethod.get("GET") : undefined);
  return {
    params,
    item: item ?? null,
    methodMatch: item !== undefined,
    pattern,
  };
}

function decodeParams(
  groups: Record<string, string | undefined>,
): Record<string, string> {
  const params: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(groups)) {
    params[name] = decode(value ?? "");
  }
  return params;
}

function decode(value: string): string {
  try {
    return decodeURI(value);
  } catch (cause) {
    throw new HttpError(400, "Malformed percent escape in path", { cause });
  }
}
