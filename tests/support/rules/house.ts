import { isWithin, type Project } from "../project.ts";
import type { SourceFile } from "../source_file.ts";
import { functionsOf } from "./functions.ts";
import { findAll, type Rule } from "./rule.ts";

const SNAKE = /^[a-z0-9]+(?:_[a-z0-9]+)*\.tsx?$/;
const PASCAL = /^(?:[A-Z][A-Za-z0-9]*\.tsx|[a-z0-9]+(?:_[a-z0-9]+)*\.ts)$/;
// Fresh's own way of naming: _app, [slug], [...rest], (group).
const ROUTE = /^[[(]?_?(?:\.\.\.)?[a-z0-9]+(?:_[a-z0-9]+)*[\])]?(?:\.json)?\.tsx?$/;
const TEST_DATA = /(?:^|\/)(?:fixtures?|_\w+)\//;

function product(project: Project): SourceFile[] {
  return project.sources.filter(({ path }) => !isWithin(path, "tests"));
}

function checkNames(project: Project): string[] {
  return project.sources.filter(({ path }) => !TEST_DATA.test(path)).filter(({ path }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (isWithin(path, "islands") || isWithin(path, "components")) return !PASCAL.test(name);
    if (isWithin(path, "routes")) return !ROUTE.test(name);
    return !SNAKE.test(name);
  }).map(({ path }) => `${path} is misnamed`);
}

function checkFileLength(project: Project): string[] {
  return project.sources.map(({ path, text }) => ({
    path,
    lines: text.trimEnd().split("\n").length,
  }))
    .filter(({ lines }) => lines > 400)
    .map(({ path, lines }) => `${path} has ${lines} lines, at most 400 allowed`);
}

function checkFunctionLength(project: Project): string[] {
  return product(project).flatMap((source) => {
    const most = source.path.endsWith(".tsx") ? 80 : 60;
    return functionsOf(source).map(({ first, last }) => ({ first, length: last - first + 1 }))
      .filter(({ length }) => length > most)
      .map(({ first, length }) =>
        `${source.path}:${first + 1} is a function of ${length} lines, at most ${most} allowed`
      );
  });
}

const EXPORTED =
  /^export (?:default )?(?:declare )?(?:async )?(?:abstract )?(?:function\*?|class|const|let|type|interface|enum|namespace) (\w+)/;

function checkDocs(project: Project): string[] {
  return project.in("lib").flatMap((source) => {
    const lines = source.text.split("\n");
    const code = source.bare.split("\n");
    const named = new Map<string, { line: number; told: boolean }>();
    code.forEach((line, index) => {
      const name = EXPORTED.exec(line)?.[1];
      if (name === undefined) return;
      // A type inferred from a schema shares the schema's name and its sentence.
      const above = lines.slice(0, index).findLast((one) => !one.startsWith("//"));
      const told = above?.trimEnd().endsWith("*/") === true || named.get(name)?.told === true;
      named.set(name, { line: index + 1, told });
    });
    return [...named].filter(([, { told }]) => !told)
      .map(([name, { line }]) => `${source.path}:${line} exports ${name} without a word about it`);
  });
}

// Fresh's public types have a few (a context of whatever state); there, too, each says why.
const ANY = /(?<![.\w-])any\b(?!\()/;
const SILENCED = /@ts-(?:ignore|nocheck|expect-error)/;
const UNREASONED = /^\s*\/\/ deno-lint-ignore(?!.* -- \w).*/;

// The reason stands behind a `--`, or in the comment above.
function checkIgnored(sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.split("\n");
    return lines.flatMap((line, index) =>
      UNREASONED.test(line) && !/^\s*\/\/ (?!deno-)/.test(lines[index - 1] ?? "")
        ? [`${path}:${index + 1} has ${line.trim()} and no reason`]
        : []
    );
  });
}

function checkTypes(project: Project): string[] {
  const elsewhere = project.sources.filter(({ path }) => !isWithin(path, "lib/fresh"));
  const others = project.sources.filter(({ path }) => path !== "tests/support/rules/house.ts");
  return [
    ...findAll(elsewhere, "bare", ANY),
    ...findAll(others, "text", SILENCED),
    ...checkIgnored(others),
  ];
}

/** How a file is written. */
export const houseRules: readonly Rule[] = [
  {
    name: "files are named in snake_case, components and islands in PascalCase",
    check: checkNames,
    bites: [
      { "lib/chat/groupCommit.ts": "" },
      { "islands/room.tsx": "" },
      { "routes/Room.tsx": "" },
    ],
    spares: {
      "routes/r/[slug].tsx": "",
      "routes/_app.tsx": "",
      "routes/api/[...rest].ts": "",
      "components/Avatar.tsx": "",
      "components/avatar_hue.ts": "",
    },
  },
  {
    name: "no file is longer than 400 lines",
    check: checkFileLength,
    bites: [{ "lib/chat/a.ts": "x;\n".repeat(401) }],
    spares: { "lib/chat/a.ts": "x;\n".repeat(400) },
  },
  {
    name: "no function is longer than 60 lines, 80 with markup",
    check: checkFunctionLength,
    bites: [
      { "lib/chat/a.ts": `export function a(): void {\n${"  x;\n".repeat(60)}}\n` },
      { "lib/chat/a.ts": `class A {\n  async #b(c: D): E {\n${"    x;\n".repeat(60)}  }\n}\n` },
      { "lib/chat/a.ts": `const a = () => {\n${"  x;\n".repeat(60)}};\n` },
      { "lib/chat/a.ts": `function a(\n  b: C,\n): void {\n${"  x;\n".repeat(60)}}\n` },
      { "islands/A.tsx": `function A() {\n${"  x;\n".repeat(80)}}\n` },
    ],
    spares: {
      "lib/chat/a.ts": `function a() {\n${"  x;\n".repeat(58)}}\n`,
      "lib/chat/b.ts": `class A {\n${"  x;\n".repeat(90)}}\n`,
      "islands/A.tsx": `function A() {\n${"  x;\n".repeat(78)}}\n`,
    },
  },
  {
    name: "types are neither dropped nor silenced",
    check: checkTypes,
    bites: [
      { "lib/chat/a.ts": "const a: any = 1;" },
      { "lib/chat/a.ts": "const a = b as any;" },
      { "tests/a_test.ts": "function a(b: Map<string, any>) {}" },
      { "lib/chat/a.ts": `// ${"@ts"}-ignore\nb();` },
      { "lib/chat/a.ts": `// ${"deno-lint"}-ignore no-console\nb();` },
    ],
    spares: {
      "lib/chat/a.ts":
        `// any\nconst a = "any";\nPromise.any(a);\n// ${"deno-lint"}-ignore no-console -- the only way out\n`,
    },
  },
  {
    name: "everything that lib exports has a sentence",
    check: checkDocs,
    bites: [
      { "lib/chat/a.ts": "export const a = 1;" },
      { "lib/chat/a.ts": "// not a doc comment\nexport async function a() {}" },
      { "lib/chat/a.ts": "/** About a. */\n\nexport class A {}" },
    ],
    spares: {
      "lib/chat/a.ts":
        "/** About A. */\nexport const A = z.object({});\nexport type A = z.infer<typeof A>;\n",
      "islands/A.tsx": "export default function A() {}",
    },
  },
];
