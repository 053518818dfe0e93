import { isWithin, type Project } from "../project.ts";
import type { SourceFile } from "../source_file.ts";
import type { Rule } from "./rule.ts";

/** What a part may import of ours, besides itself, and which packages. */
interface Direction {
  part: string;
  ours: readonly string[];
  /** Names of packages, `node:` for Node's own; `*`: any. */
  packages: readonly string[];
}

const VIEW = ["preact", "@preact/signals"];

/** The first row that fits a file is its own. */
export const DIRECTIONS: readonly Direction[] = [
  { part: "lib/fresh", ours: [], packages: ["*"] },
  { part: "lib/chat", ours: [], packages: ["zod"] },
  { part: "lib/i18n", ours: ["lib/chat"], packages: [] },
  { part: "lib/markup", ours: ["lib/chat"], packages: ["markdown-it", "lowlight"] },
  { part: "lib/emoji", ours: ["lib/chat"], packages: [] },
  {
    part: "lib/client",
    ours: ["lib/chat", "lib/markup", "lib/emoji"],
    packages: ["@preact/signals", "tus-js-client", "zod"],
  },
  { part: "lib/worker", ours: ["lib/client", "lib/markup"], packages: [] },
  { part: "lib/theme_colours.ts", ours: [], packages: [] },
  { part: "lib/store", ours: ["lib/chat"], packages: ["kysely", "mysql2", "node:", "zod"] },
  { part: "lib/bus", ours: ["lib/chat"], packages: ["redis", "node:", "zod"] },
  { part: "lib/ws", ours: ["lib/chat"], packages: ["node:", "zod"] },
  { part: "lib/auth", ours: ["lib/chat"], packages: ["node:", "zod"] },
  { part: "lib/files", ours: ["lib/chat"], packages: ["*"] },
  { part: "lib/search", ours: ["lib/chat", "lib/markup"], packages: ["*"] },
  {
    part: "lib/export",
    ours: ["lib/chat", "lib/i18n", "lib/markup", "components"],
    packages: ["preact", "preact-render-to-string", "node:"],
  },
  { part: "lib/telemetry", ours: ["lib/chat"], packages: ["node:"] },
  { part: "lib/config.ts", ours: ["lib/config", "lib/chat"], packages: ["node:", "zod"] },
  { part: "lib/config", ours: ["lib/config.ts", "lib/chat"], packages: ["node:", "zod"] },
  { part: "lib/qr_path.ts", ours: [], packages: ["uqr"] },
  { part: "lib/permissions.ts", ours: ["lib/config", "lib/config.ts"], packages: ["node:"] },
  { part: "lib/esbuild_path.ts", ours: [], packages: ["node:"] },
  ...["lib/make_confusables.ts", "lib/lookalike_classes.ts"].map((part) => ({
    part,
    ours: ["lib/lookalike_classes.ts", "lib/chat"],
    packages: [],
  })),
  { part: "lib/make_emoji.ts", ours: [], packages: ["zod"] },
  { part: "lib/db_users.ts", ours: ["lib/config.ts", "lib/config"], packages: [] },
  ...["lib/db_migrate.ts", "lib/db_restored.ts"].map((part) => ({
    part,
    ours: ["lib/config.ts", "lib/config", "lib/store", "lib/telemetry", "lib/chat"],
    packages: [],
  })),
  {
    part: "lib/db_reindex.ts",
    ours: [
      ...["lib/config.ts", "lib/config", "lib/store", "lib/telemetry", "lib/chat"],
      "lib/search",
    ],
    packages: [],
  },
  {
    part: "lib/host.ts",
    ours: [
      ...["lib/config.ts", "lib/config", "lib/store", "lib/telemetry", "lib/chat"],
      "lib/auth",
    ],
    packages: [],
  },
  {
    part: "lib/middlewares",
    ours: ["lib/chat", "lib/auth", "lib/config.ts", "lib/config", "lib/i18n", "utils.ts"],
    packages: ["fresh", "zod"],
  },
  {
    part: "lib/services.ts",
    ours: [
      ...["chat", "store", "bus", "ws", "auth", "files", "search", "export", "telemetry", "config"]
        .map((name) => `lib/${name}`),
      "lib/config.ts",
    ],
    packages: [],
  },
  {
    part: "lib/serving.ts",
    ours: ["lib/services.ts", "lib/store", "lib/chat", "lib/config.ts", "lib/config"],
    packages: [],
  },
  {
    part: "components",
    ours: ["lib/chat", "lib/i18n", "lib/markup", "lib/emoji"],
    packages: [...VIEW, "fresh"],
  },
  {
    part: "islands",
    ours: ["components", "lib/client", "lib/chat", "lib/i18n", "lib/markup", "lib/emoji"],
    packages: [...VIEW, "fresh"],
  },
  {
    part: "routes",
    ours: ["islands", "components", "lib", "utils.ts"],
    packages: [...VIEW, "preact-render-to-string", "fresh", "zod"],
  },
  { part: "utils.ts", ours: ["lib"], packages: ["fresh"] },
  { part: "main.ts", ours: ["lib", "utils.ts"], packages: ["fresh"] },
  { part: "serve.ts", ours: ["lib", "main.ts", "utils.ts", "_fresh"], packages: [] },
  { part: "dev.ts", ours: ["lib", "main.ts"], packages: ["fresh", "esbuild"] },
  { part: "tests", ours: [""], packages: ["*"] },
];

function directionOf(path: string): Direction | undefined {
  return DIRECTIONS.find(({ part }) => isWithin(path, part));
}

function mayImport(direction: Direction, target: ReturnType<Project["resolve"]>): boolean {
  if ("file" in target) {
    // lib/fresh is reached through its public names, which are a package to everybody else.
    if (isWithin(target.file, "lib/fresh")) {
      const allowed = direction.packages;
      return allowed.includes("fresh") || allowed.includes("*") ||
        isWithin("lib/fresh", direction.part);
    }
    return [direction.part, ...direction.ours].some((ours) => isWithin(target.file, ours));
  }
  return direction.packages.some((name) =>
    name === "*" || target.package === name || target.package.startsWith(`${name}/`) ||
    name === "node:" && target.package.startsWith("node:")
  );
}

function checkDirections(project: Project): string[] {
  return project.sources.flatMap((source) => {
    const direction = directionOf(source.path);
    if (direction === undefined) return [`${source.path} lies in a folder without a rule`];
    return source.imports.filter((one) => !mayImport(direction, project.resolve(source, one)))
      .map((one) => `${source.path}:${one.line} imports ${one.specifier}`);
  });
}

function checkSpelling(project: Project): string[] {
  return project.sources.filter(({ path }) => !isWithin(path, "tests")).flatMap((source) =>
    source.imports.filter((one) => isMisspelt(project, source, one.specifier))
      .map((one) => `${source.path}:${one.line} imports ${one.specifier}`)
  );
}

function isMisspelt(project: Project, source: SourceFile, specifier: string): boolean {
  const target = project.resolve(source, { specifier });
  const part = directionOf(source.path)?.part;
  if (!("file" in target) || part === undefined || isWithin(target.file, "_fresh")) return false;
  if (specifier.startsWith(".")) {
    return !isWithin(target.file, folderOf(source.path)) && !isWithin(target.file, part);
  }
  // Inside lib/fresh there is no `@/`: it is a package of its own.
  const folder = folderOf(source.path);
  return specifier.startsWith("@/") && folder !== "" && folder === folderOf(target.file);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function checkCycles(project: Project): string[] {
  const done = new Set<SourceFile>();
  const found: string[] = [];
  function walk(source: SourceFile, trail: readonly SourceFile[]): void {
    const start = trail.indexOf(source);
    if (start >= 0) {
      found.push([...trail.slice(start), source].map(({ path }) => path).join(" -> "));
      return;
    }
    if (done.has(source)) return;
    const onwards = [...trail, source];
    // In Fresh's public types a context knows its middlewares and they know the context.
    const types = !isWithin(source.path, "lib/fresh");
    // What comes late comes to what is whole already.
    for (const next of project.neighbours(source, { types, late: false })) walk(next, onwards);
    done.add(source);
  }
  for (const source of project.sources) walk(source, []);
  return found;
}

/** Who may import whom. */
export const directionRules: readonly Rule[] = [
  {
    name: "imports point one way",
    check: checkDirections,
    bites: [
      { "lib/chat/a.ts": `import { b } from "@/lib/store/b.ts";` },
      { "lib/store/a.ts": `import type { B } from "@/lib/bus/b.ts";` },
      { "lib/ws/a.ts": `export * from "@/lib/store/b.ts";` },
      { "lib/bus/a.ts": `const b = await import("@/lib/ws/b.ts");` },
      { "lib/fresh/a.ts": `import "../chat/b.ts";` },
      { "islands/A.tsx": `import {\n  b,\n} from "@/lib/auth/b.ts";` },
      { "components/A.tsx": `import { b } from "@/lib/client/b.ts";` },
      { "lib/client/a.ts": `import { b } from "@/lib/i18n/b.ts";` },
      { "lib/chat/a.ts": `import { createClient } from "redis";` },
      { "lib/unheard_of/a.ts": "" },
    ],
    spares: {
      "routes/r/[slug].tsx": `import Room from "@/islands/Room.tsx";`,
      "islands/Room.tsx": `import { Line } from "@/components/Line.tsx";\nimport "fresh/runtime";`,
      "lib/chat/a.ts":
        "/** As in `import { x } from \"redis\"`. */\nimport * as z from 'zod/mini';",
      "lib/fresh/a.ts": `import { h } from "preact";`,
    },
  },
  {
    name: "a part names its own files with ./, those of others with @/",
    check: checkSpelling,
    bites: [
      { "lib/store/a.ts": `import { b } from "../chat/b.ts";` },
      { "lib/store/a.ts": `import { b } from "@/lib/store/b.ts";` },
      { "routes/a.ts": `import { b } from "../utils.ts";` },
    ],
    spares: {
      "lib/store/sqlite/a.ts": `import { b } from "../b.ts";\nimport { c } from "@/lib/chat/c.ts";`,
      "main.ts": `import { define } from "./utils.ts";\nimport "./lib/config.ts";`,
    },
  },
  {
    name: "no file imports itself by way of others",
    check: checkCycles,
    bites: [
      {
        "lib/chat/a.ts": `import "./b.ts";`,
        "lib/chat/b.ts": `export { c } from "./c.ts";`,
        "lib/chat/c.ts": `import type { A } from "./a.ts";`,
      },
      { "lib/fresh/a.ts": `import "./b.ts";`, "lib/fresh/b.ts": `import { a } from "./a.ts";` },
    ],
    spares: {
      "lib/chat/a.ts": `import "./b.ts"; import "./c.ts";`,
      "lib/chat/b.ts": `import "./c.ts";`,
      "lib/chat/c.ts": "",
      "lib/fresh/a.ts": `import "./b.ts";`,
      "lib/fresh/b.ts": `import type { A } from "./a.ts";`,
      "islands/A.tsx": `const b = () => import("./B.tsx");`,
      "islands/B.tsx": `import "./A.tsx";`,
    },
  },
];
