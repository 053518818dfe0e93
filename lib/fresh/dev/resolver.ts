import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type DenoConfig, readDenoConfig, readDenoConfigs, siblingDirs } from "./deno_config.ts";
import { mapSpecifier, type PackageSpecifier, parsePackageSpecifier } from "./import_map.ts";

/** Folder of this library. */
export const LIBRARY_DIR: string = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What a specifier stands for. */
export type Resolution =
  | { kind: "file"; path: string }
  /** To be looked up in `node_modules`, from each folder in turn. */
  | { kind: "node"; specifier: string; from: string[] }
  /** Left to the browser. */
  | { kind: "external"; path: string }
  | { kind: "unknown" };

// One copy of each in a page: two would have a state of hooks, and of signals, each.
const SINGLE = /^(preact|@preact\/signals(-core)?)(\/|$)/;

/** Resolves the imports of browser code the way Deno resolves those of the server. */
export class Resolver {
  readonly #project: DenoConfig[];
  readonly #packages: DenoConfig[];

  private constructor(project: DenoConfig[], packages: DenoConfig[]) {
    this.#project = project;
    this.#packages = packages;
  }

  /** Reads the configurations of a project and of the packages beside it. */
  static async open(root: string): Promise<Resolver> {
    const project = await readDenoConfigs(root);
    const dirs = new Set([...project.flatMap(siblingDirs), LIBRARY_DIR]);
    const packages = await Promise.all([...dirs].map(readDenoConfig));
    return new Resolver(project, packages.filter((config) => config !== null));
  }

  /** The settings for JSX: the nearest that are there. */
  get compilerOptions(): NonNullable<DenoConfig["compilerOptions"]> {
    return this.#project.find((config) => config.compilerOptions?.jsxImportSource)
      ?.compilerOptions ?? {};
  }

  /** Resolves what a module asks for; relative paths are resolved by their importer. */
  resolve(specifier: string, importer: string): Resolution {
    if (importer.includes(`${sep}node_modules${sep}`)) {
      return SINGLE.test(specifier) ? this.#fromNode(specifier) : { kind: "unknown" };
    }
    const mapped = SINGLE.test(specifier)
      ? this.#map(specifier, this.#project) ?? specifier
      : this.#map(specifier, this.#configsOf(importer)) ?? specifier;
    return this.#locate(mapped);
  }

  #locate(specifier: string): Resolution {
    if (specifier.startsWith("file:")) return { kind: "file", path: fileURLToPath(specifier) };
    if (specifier.startsWith("/")) return { kind: "file", path: specifier };
    if (/^(https?|data):/.test(specifier)) return { kind: "external", path: specifier };
    const pkg = parsePackageSpecifier(specifier);
    if (pkg === null) return this.#fromNode(specifier);
    return pkg.registry === "npm" ? this.#fromNpm(pkg) : this.#fromBeside(pkg, specifier);
  }

  #fromNode(specifier: string): Resolution {
    return { kind: "node", specifier, from: this.#nodeDirs() };
  }

  #fromNpm({ name, version, subpath }: PackageSpecifier): Resolution {
    const store = `${name.replace("/", "+")}@${version}`;
    const exact = this.#nodeDirs().map((dir) => join(dir, "node_modules", ".deno", store));
    return { kind: "node", specifier: name + subpath, from: [...exact, ...this.#nodeDirs()] };
  }

  #fromBeside({ name, subpath }: PackageSpecifier, specifier: string): Resolution {
    const config = this.#packages.find((config) => config.name === name);
    const key = `.${subpath}`;
    const { exports } = config ?? {};
    const target = typeof exports === "string" ? { ".": exports }[key] : exports?.[key];
    if (config === undefined || target === undefined) {
      throw new Error(
        `Cannot bundle "${specifier}": only packages in "links" or "workspace" of deno.json, and npm packages, are supported`,
      );
    }
    return { kind: "file", path: join(config.dir, target) };
  }

  #map(specifier: string, configs: DenoConfig[]): string | null {
    for (const { imports, dir } of configs) {
      const mapped = imports === undefined ? null : mapSpecifier(specifier, imports, dir);
      if (mapped !== null) return mapped;
    }
    return null;
  }

  // A package has imports of its own; what they lack is looked up as in the project.
  #configsOf(importer: string): DenoConfig[] {
    const own = this.#packages.filter(({ dir }) => importer.startsWith(dir + sep));
    return [...own, ...this.#project, ...this.#packages];
  }

  #nodeDirs(): string[] {
    return [...this.#project.map(({ dir }) => dir), LIBRARY_DIR];
  }
}
