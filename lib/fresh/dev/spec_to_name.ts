import { extname } from "node:path";
import { pathToExportName } from "../utils.ts";
import { parsePackageSpecifier } from "./import_map.ts";

/** Makes a name from the specifier of an island: `jsr:@foo/bar@1` gives `foo_bar`. */
export function specToName(spec: string): string {
  if (/^https?:/.test(spec)) {
    const { hostname, pathname } = new URL(spec);
    return pathToExportName(pathname === "/" ? hostname.split(".")[0] ?? "" : pathname);
  }
  const isPath = /^(file:|[./\\])/.test(spec) || /^\.[tj]sx?$/.test(extname(spec));
  const pkg = isPath
    ? null
    : parsePackageSpecifier(/^(npm|jsr):/.test(spec) ? spec : `npm:${spec}`);
  if (pkg === null) return pathToExportName(spec);
  if (pkg.subpath !== "") return pathToExportName(pkg.subpath);
  return pathToExportName(pkg.name.replace("@", "").replace("/", "_"));
}
