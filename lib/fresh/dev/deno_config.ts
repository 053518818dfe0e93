import { dirname, join } from "node:path";

/** What the bundler takes from a `deno.json`. */
export interface DenoConfig {
  /** Folder of the file. */
  dir: string;
  name?: string;
  imports?: Record<string, string>;
  exports?: string | Record<string, string>;
  links?: string[];
  workspace?: string[] | { members?: string[] };
  compilerOptions?: {
    jsx?: string;
    jsxImportSource?: string;
    jsxPrecompileSkipElements?: string[];
  };
}

/** Reads `deno.json` or `deno.jsonc` of a folder; null if there is none. */
export async function readDenoConfig(dir: string): Promise<DenoConfig | null> {
  for (const name of ["deno.json", "deno.jsonc"]) {
    const path = join(dir, name);
    if (!mayRead(path)) return null;
    try {
      return { ...JSON.parse(withoutComments(await Deno.readTextFile(path))), dir };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return null;
}

/** Reads the configurations that apply to a folder, nearest first. */
export async function readDenoConfigs(dir: string): Promise<DenoConfig[]> {
  const configs: DenoConfig[] = [];
  for (let current = dir;; current = dirname(current)) {
    const config = await readDenoConfig(current);
    if (config !== null) configs.push(config);
    if (current === dirname(current)) return configs;
  }
}

/** Folders of packages that stand beside a project: links and workspace members. */
export function siblingDirs({ dir, links = [], workspace = [] }: DenoConfig): string[] {
  const members = Array.isArray(workspace) ? workspace : workspace.members ?? [];
  return [...links, ...members].map((path) => join(dir, path));
}

// A build may be allowed to read its own folder only, and must not ask for more.
function mayRead(path: string): boolean {
  return Deno.permissions.querySync({ name: "read", path }).state === "granted";
}

// Strings are matched first, so that a "//" inside of one stays.
function withoutComments(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, string: string | undefined) => string ?? "",
  ).replaceAll(
    /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g,
    (_, string: string | undefined) => string ?? "",
  );
}
