import { type Import, parseSource, type SourceFile } from "./source_file.ts";

/** Where an import leads: a file of the project, or a package (also `node:` and URLs). */
export type Target = { file: string } | { package: string };

const SOURCE = /\.tsx?$/;
const TEXT = /\.(?:tsx?|css|js|mjs|html|json|svg|txt|webmanifest|xml)$/;
const LEFT_OUT = new Set(["node_modules", "data", "docs"]);

/**
 * A tree of files in memory, so that a rule can be shown one that breaks it. `files` holds every
 * text file by its path from the root, `sources` the TypeScript among them.
 */
export class Project {
  readonly files: ReadonlyMap<string, string>;
  readonly sources: readonly SourceFile[];
  readonly #byPath: ReadonlyMap<string, SourceFile>;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
    this.sources = [...this.files].filter(([path]) => SOURCE.test(path) && !path.startsWith("_"))
      .map(([path, text]) => parseSource(path, text));
    this.#byPath = new Map(this.sources.map((source) => [source.path, source]));
  }

  /** The sources below any of these folders, or of exactly this path. */
  in(...places: string[]): SourceFile[] {
    return this.sources.filter(({ path }) => places.some((place) => isWithin(path, place)));
  }

  /** Where an import of `from` leads; a path that is not there is given back all the same. */
  resolve(from: SourceFile, { specifier }: Pick<Import, "specifier">): Target {
    if (specifier.startsWith("@/")) return { file: specifier.slice(2) };
    if (specifier.startsWith(".")) {
      return { file: new URL(specifier, `file:///${from.path}`).pathname.slice(1) };
    }
    const own = this.#freshEntry(specifier);
    return own === undefined ? { package: specifier } : { file: own };
  }

  /** The files that an import statement of this one names and that are there. */
  neighbours(
    from: SourceFile,
    { types, late = true }: { types: boolean; late?: boolean },
  ): SourceFile[] {
    const wanted = from.imports.filter((one) => (types || !one.typeOnly) && (late || !one.late));
    return wanted.flatMap((one) => {
      const target = this.resolve(from, one);
      const found = "file" in target ? this.#byPath.get(target.file) : undefined;
      return found === undefined ? [] : [found];
    });
  }

  /** All that runs when any of `roots` runs, the roots included; without `late`, at once. */
  reach(roots: readonly SourceFile[], { late = true } = {}): Set<SourceFile> {
    const seen = new Set<SourceFile>();
    const waiting = [...roots];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...this.neighbours(next, { types: false, late }));
    }
    return seen;
  }

  /** `fresh`, `fresh/runtime` … are files of lib/fresh, by the `exports` of its own deno.json. */
  #freshEntry(specifier: string): string | undefined {
    const config = this.files.get("lib/fresh/deno.json");
    if (config === undefined || !/^fresh(?:\/|$)/.test(specifier)) return undefined;
    const exports = JSON.parse(config).exports as Record<string, string>;
    const entry = exports["." + specifier.slice("fresh".length)];
    return entry === undefined ? undefined : "lib/fresh/" + entry.replace(/^\.\//, "");
  }
}

/** Whether `path` is `place`, or lies below it; everything lies below "". */
export function isWithin(path: string, place: string): boolean {
  return place === "" || path === place ||
    path.startsWith(place.endsWith("/") ? place : place + "/");
}

/** Reads the project on disk: every text file that is ours, or built from ours (`_fresh/static`). */
export async function loadProject(root: URL): Promise<Project> {
  const files: Record<string, string> = {};
  async function visit(folder: string): Promise<void> {
    for await (const entry of Deno.readDir(new URL(folder || ".", root))) {
      const path = folder + entry.name;
      if (entry.name.startsWith(".") || LEFT_OUT.has(entry.name)) continue;
      if (entry.isDirectory) await visit(path + "/");
      else if (TEXT.test(path)) files[path] = await Deno.readTextFile(new URL(path, root));
    }
  }
  await visit("");
  return new Project(files);
}
