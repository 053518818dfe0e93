import { basename, extname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const RESERVED = new Set(
  ("break case catch class const continue debugger default delete do else enum export extends " +
    "false finally for function if import in instanceof new null return super switch this throw " +
    "true try typeof var void while with yield let static implements interface package private " +
    "protected public await async arguments eval").split(" "),
);

/** Makes names that are JavaScript identifiers and differ from one another. */
export class UniqueNamer {
  readonly #used = new Set<string>();

  /** `foo-bar` becomes `foo_bar`; a name that was given before gets a number. */
  getUniqueName(name: string): string {
    const safe = toIdentifier(name);
    let unique = safe;
    for (let n = 1; this.#used.has(unique); n++) unique = `${safe}_${n}`;
    this.#used.add(unique);
    return unique;
  }
}

function toIdentifier(name: string): string {
  const safe = name.replaceAll(/[^\w$]/gu, "_");
  return RESERVED.has(safe) || /^\d/.test(safe) ? `_${safe}` : safe;
}

/** Makes an export name from a file name: `nav-bar.tsx` gives `nav_bar`. */
export function pathToExportName(filePath: string): string {
  const name = basename(filePath, extname(filePath));
  return name.replace(/^\d+/, "").replaceAll(/[^\w$]+/g, "_").replaceAll(
    /_{2,}/g,
    "_",
  ) || "_";
}

/**
 * Escapes JavaScript or JSON for the inside of a `<script>`, where `</script` would end it and
 * `<!--` would change how its end is found.
 */
export function escapeScript(
  content: string,
  options: { json?: boolean } = {},
): string {
  return content
    .replaceAll("<!--", options.json ? "\\u003C!--" : "\\x3C!--")
    .replaceAll(/<\/(style|script)/gi, "<\\/$1");
}

/** The import specifier by which a module in folder `dir` imports a path or URL. */
export function pathToSpec(dir: string, spec: string): string {
  if (/^[a-z]+:/i.test(spec) && !spec.startsWith("file:")) return spec;
  let path = spec.startsWith("file:") ? fileURLToPath(spec) : spec;
  path = path.replaceAll(/\/{2,}/g, "/");
  const rel = relative(dir, isAbsolute(path) ? path : join(dir, path))
    .replaceAll("\\", "/");
  return rel.startsWith("../") || rel === ".." ? rel : `./${rel}`;
}

/**
 * @throws {Error} if a path is not inside a folder, which is how a transformed file would be
 * written, or read, anywhere on disk.
 */
export function assertInDir(path: string, dir: string): void {
  const rel = relative(dir, path);
  if (rel === ".." || rel.startsWith("../") || isAbsolute(rel)) {
    throw new Error(`Path "${path}" resolved outside of "${dir}"`);
  }
}

/** Encodes each segment of a path for a URL. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
