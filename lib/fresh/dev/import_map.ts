import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Maps a specifier by the `imports` of a `deno.json`: exactly, by the longest prefix with a slash,
 * or, for packages, by name with a subpath. Gives a path on disk, or another specifier; null if
 * nothing applies.
 */
export function mapSpecifier(
  specifier: string,
  imports: Record<string, string>,
  dir: string,
): string | null {
  const exact = imports[specifier];
  if (exact !== undefined) return toTarget(exact, dir);

  const keys = Object.keys(imports).sort((a, b) => b.length - a.length);
  for (const key of keys) {
    const target = imports[key] ?? "";
    if (key.endsWith("/") && specifier.startsWith(key)) {
      return toTarget(target + specifier.slice(key.length), dir);
    }
    if (/^(npm|jsr):/.test(target) && specifier.startsWith(`${key}/`)) {
      return target + specifier.slice(key.length);
    }
  }
  return null;
}

function toTarget(target: string, dir: string): string {
  if (target.startsWith("file:")) return fileURLToPath(target);
  return /^\.{1,2}\//.test(target) ? join(dir, target) : target;
}

/** A package specifier in its parts. */
export interface PackageSpecifier {
  registry: "npm" | "jsr";
  name: string;
  /** Version or range; empty if there is none. */
  version: string;
  /** Path inside the package, from a slash; empty for the package itself. */
  subpath: string;
}

/** Reads `npm:name@version/sub` and `jsr:@scope/name@version/sub`; null for anything else. */
export function parsePackageSpecifier(specifier: string): PackageSpecifier | null {
  const match = /^(npm|jsr):\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]*))?(\/.*)?$/.exec(specifier);
  if (match === null) return null;
  const [, registry, name = "", version = "", subpath = ""] = match;
  return { registry: registry as "npm" | "jsr", name, version, subpath };
}
