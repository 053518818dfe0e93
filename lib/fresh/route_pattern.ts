/**
 * Turns the path of a route file into a `URLPattern` path.
 *
 * `index` stands for its folder, `[id]` for a parameter, `[[id]]` for an optional one,
 * `[...rest]` for the rest of the path. Folders in parentheses are left out unless `keepGroups`.
 *
 * @throws {SyntaxError} for two parameters in a row, an optional one that is not a whole segment,
 * or brackets that do not pair.
 *
 * @example
 * ```ts ignore
 * pathToPattern("rooms/[id]/index"); // "/rooms/:id"
 * ```
 */
export function pathToPattern(
  path: string,
  options?: { keepGroups: boolean },
): string {
  const parts = path.split("/");
  if (parts.at(-1) === "index") parts.pop();

  let pattern = "";
  for (const part of parts) {
    if (part === "" && parts.length === 1) continue;
    if (!options?.keepGroups && /^\(.*\)$/.test(part)) continue;
    pattern += partToPattern(part, path);
  }
  return pattern === "" ? "/" : pattern;
}

function partToPattern(part: string, path: string): string {
  const rest = /^\[\.\.\.(.+)\]$/.exec(part);
  if (rest !== null) return `/:${rest[1]}*`;

  const optional = /^\[\[([^[\]]+)\]\]$/.exec(part);
  if (optional !== null) return `{/:${optional[1]}}?`;

  if (part.includes("[[") || (part.includes("]]") && part.includes("[["))) {
    throw new SyntaxError(
      `Invalid route pattern: "${path}". An optional parameter needs to be a full segment.`,
    );
  }
  if (part.includes("][")) {
    throw new SyntaxError(
      `Invalid route pattern: "${path}". A parameter cannot be followed by another parameter without any characters in between.`,
    );
  }
  const pattern = part.replaceAll(/\[([^[\]]+)\]/g, ":$1");
  if (/[[\]]/.test(pattern)) {
    throw new SyntaxError(`Invalid route pattern: "${path}"`);
  }
  return `/${pattern}`;
}

/**
 * The chain of segment names, from the root, whose middlewares apply to a pattern. The last
 * segment is a leaf and left out unless `includeLast`: `/a/b` is covered by root and `a`.
 */
export function patternToSegments(
  path: string,
  root: string,
  includeLast = false,
): string[] {
  if (path === "" || path === "/" || path === "*" || path === "/*") {
    return [root];
  }
  const parts = path.split("/");
  if (parts[0] === "") parts.shift();
  const last = parts.pop();
  if (includeLast && last !== undefined && last !== "") parts.push(last);
  return [root, ...parts];
}

/**
 * Joins a base path and a pattern. `*` at the end of the base is dropped; a pattern `*` stands for
 * everything below the base, or for the base itself when an app is mounted there.
 */
export function mergePath(
  basePath: string,
  path: string,
  isMounting: boolean,
): string {
  let base = basePath.endsWith("*") ? basePath.slice(0, -1) : basePath;
  if (base.endsWith("/")) base = base.slice(0, -1);

  if (path === "*") return isMounting ? base : `${base}/*`;
  if (path === "/" && base !== "") return base;
  return base + path;
}
