// Order within a folder: what applies to all files first, then from the most to the least specific.
const MIDDLEWARE = 0,
  LAYOUT = 1,
  ERROR = 2,
  INDEX = 3,
  STATIC = 4,
  DYNAMIC = 5,
  REST = 6;

/**
 * Compares two route paths for sorting: `_app` first; in a folder `_middleware`, `_layout` and
 * other special files, `_error`, `index`, fixed names, parameters, the rest parameter. What lies
 * in a group comes after what does not, but before parameters. Names that nothing tells apart stay
 * in the order of the walk that found them, which has to be by name, one folder after the other.
 */
export function sortRoutePaths(a: string, b: string): number {
  const isAppA = isApp(a), isAppB = isApp(b);
  if (isAppA || isAppB) return Number(isAppB) - Number(isAppA);

  const partsA = a.split("/"), partsB = b.split("/");
  for (let i = 1; i < Math.min(partsA.length, partsB.length); i++) {
    const partA = partsA[i] ?? "", partB = partsB[i] ?? "";
    if (partA === partB) continue;
    return compareParts(
      { name: partA, isFile: i === partsA.length - 1 },
      { name: partB, isFile: i === partsB.length - 1 },
    );
  }
  return partsB.length - partsA.length;
}

interface Part {
  name: string;
  isFile: boolean;
}

function compareParts(a: Part, b: Part): number {
  const groupA = a.name.startsWith("("), groupB = b.name.startsWith("(");
  if (groupA !== groupB) {
    const other = groupA ? b : a;
    const groupFirst = other.name.startsWith("[");
    return groupA === groupFirst ? -1 : 1;
  }
  return rankOf(a) - rankOf(b) || compareNames(a, b);
}

function compareNames(a: Part, b: Part): number {
  if (withoutExtension(a.name) !== withoutExtension(b.name)) return 0;
  // Of the same name the folder is more specific.
  return Number(a.isFile) - Number(b.isFile);
}

function rankOf({ name, isFile }: Part): number {
  if (name.startsWith("[...")) return REST;
  if (name.startsWith("[")) return DYNAMIC;
  if (name.startsWith("_m")) return MIDDLEWARE;
  if (name.startsWith("_e")) return ERROR;
  if (name.startsWith("_")) return LAYOUT;
  return isFile && withoutExtension(name) === "index" ? INDEX : STATIC;
}

function isApp(path: string): boolean {
  return /\/_app(?:\.[tj]sx?)?$/.test(path);
}

function withoutExtension(name: string): string {
  return name.replace(/\.[tj]sx?$/, "");
}
