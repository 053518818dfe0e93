import { isWithin, type Project } from "../project.ts";
import type { SourceFile } from "../source_file.ts";
import { functionsOf } from "./functions.ts";
import { findAll, type Rule } from "./rule.ts";

// Each does its work by being run: the entry points, and the tasks beside them.
const ENTRIES = ["main.ts", "serve.ts", "dev.ts"];
// The bundler writes public variables into what it builds.
const READS_ENVIRONMENT = [...ENTRIES, "lib/config.ts", "lib/config", "lib/fresh/dev"];
const MAY_PRINT = ["main.ts", "serve.ts", "dev.ts", "lib/telemetry", "lib/fresh"];

const DOES_SOMETHING =
  /\bawait\b|\bDeno\.(?!errors\b|test\b|build\b|version\b|args\b|inspect\b)[a-z][\w.]*\(|\bnew Deno\.|\bfetch\(|\bset(?:Interval|Timeout)\(|\bnew (?:Worker|WebSocket|EventSource|BroadcastChannel|DatabaseSync)\b|\bcreate(?:Client|Pool|Server|Connection)\(|\b(?:readFile|writeFile|mkdir|open)(?:Sync)?\(/;
const DEFERRED =
  /=>|\bfunction\b|\bclass\b|^\s*import\b|^\s*(?:export )?(?:declare )?(?:type|interface) /;

function outside(project: Project, places: readonly string[]): SourceFile[] {
  return project.sources.filter(({ path }) =>
    !isWithin(path, "tests") && !places.some((place) => isWithin(path, place))
  );
}

/** A program of its own says so by asking whether it is the one that was started. */
function isTask(source: SourceFile): boolean {
  return /\bif \(import\.meta\.main\)/.test(source.bare);
}

/** The statements that run when the file is imported, each as one line. */
function statementsOf(source: SourceFile): { line: number; text: string }[] {
  const statements: { line: number; text: string }[] = [];
  const lines = source.bare.split("\n");
  const later = functionsOf(source);
  lines.forEach((line, index) => {
    if (later.some(({ first, last }) => first < index && index < last)) return;
    const continues = /^[\s})\]]/.test(line) || line === "";
    const last = statements.at(-1);
    if (continues && last) last.text += "\n" + line;
    else statements.push({ line: index + 1, text: line });
  });
  return statements;
}

function checkImports(project: Project): string[] {
  return outside(project, ENTRIES).flatMap((source) =>
    statementsOf(source).flatMap(({ line, text }) => {
      if (/^if \(import\.meta\.main\)/.test(text)) return [];
      const found = DOES_SOMETHING.exec(text);
      if (found === null || DEFERRED.test(text.slice(0, found.index))) return [];
      return [`${source.path}:${line} runs ${found[0]} when it is imported`];
    })
  );
}

/** Who may touch the world, and when. */
export const orderRules: readonly Rule[] = [
  {
    name: "nothing is opened, read or started by an import",
    check: checkImports,
    bites: [
      { "lib/store/a.ts": `const db = await open("x");` },
      { "lib/config.ts": `export const port = Number(Deno.env.get("PORT"));` },
      { "lib/ws/a.ts": "const timer = setInterval(\n  () => tick(),\n  1_000,\n);" },
      { "lib/store/a.ts": "export const table = {\n  text: Deno.readTextFileSync(path),\n};" },
    ],
    spares: {
      "lib/store/a.ts": "export const open = () => Deno.open(path);\n" +
        "/** Reads. */\nexport async function read() {\n  return await Deno.readFile(path);\n}\n" +
        "export class A {\n  #timer = setInterval(() => {}, 1);\n}\n",
      "lib/bus/a.ts": "export interface A {\n  open(info: Deno.ServeHandlerInfo): void;\n}\n" +
        "export const files = {\n  cwd: Deno.cwd,\n};\n",
      "lib/permissions.ts": "if (import.meta.main) {\n  Deno.exit(1);\n}\n",
      "routes/a.ts": "export const handler = define.handlers({\n  async GET(ctx) {\n" +
        "    return ctx.json(await ctx.state.chat.rooms());\n  },\n});\n",
      "main.ts": "export const app = await open();",
    },
  },
  {
    name: "the environment is read in one place",
    check: (project) =>
      findAll(
        outside(project, READS_ENVIRONMENT).filter((source) => !isTask(source)),
        "bare",
        /\bDeno\.env\b|\bprocess\.env\b/,
      ),
    bites: [
      { "lib/store/a.ts": `function a() { return Deno.env.get("DB_NAME"); }` },
      { "routes/index.tsx": "const home = process.env.HOME;" },
    ],
    spares: { "lib/config/a.ts": "function a() { return Deno.env.toObject(); }" },
  },
  {
    name: "the log is the only voice",
    check: (project) =>
      findAll(
        outside(project, MAY_PRINT).filter((source) => !isTask(source)),
        "bare",
        /\bconsole\.\w+/,
      ),
    bites: [{ "lib/ws/a.ts": "console.log(1);" }, { "islands/A.tsx": "console.error(e);" }],
    spares: { "lib/telemetry/a.ts": "console.log(1);", "lib/ws/a.ts": "// console.log(1);" },
  },
];
