// The one command: `deno task test`, or `deno task test <path or words of a name>` for less;
// `--unit` is what needs no other program.
import { findTools, NO_TOOLS, ToolsMissing } from "./support/run/tools.ts";
import { GroupRunner, isUsual, type TestGroup, testGroups } from "./support/run/test_group.ts";
import type { Outcome } from "./support/run/outcome.ts";
import { say } from "./support/run/say.ts";
import { closingLine, narrowed, summary } from "./support/run/summary.ts";

const ROOT = new URL("../", import.meta.url);
const GROUP_MS = 500_000;
/** What is run only where it is asked for may take its time. */
const LONG_MS = 3_600_000;

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  const words = args.filter((arg) => arg !== "--").map((arg) => arg === "--unit" ? "unit" : arg);
  const wanted = narrowed(await testGroups(ROOT), words);
  const runner = new GroupRunner();
  const temporary = await Deno.makeTempDir({ prefix: "conexao-tests-" });
  const cleanUp = () => {
    runner.stop();
    Deno.removeSync(temporary, { recursive: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      cleanUp();
      Deno.exit(130);
    });
  }
  try {
    return await runAll(wanted, runner, temporary);
  } catch (error) {
    if (!(error instanceof ToolsMissing)) throw error;
    say(error.message);
    return 1;
  } finally {
    cleanUp();
  }
}

async function runAll(
  { groups, filter }: ReturnType<typeof narrowed>,
  runner: GroupRunner,
  temporary: string,
): Promise<number> {
  const alone = groups.every(({ name }) => name === "unit");
  const served = groups.some(({ name }) => name !== "unit" && name !== "conformance");
  const tools = alone ? NO_TOOLS : await findTools({ whole: !groups.every(isUsual) });
  const versions = [...tools.versions, `Deno ${Deno.version.deno}`];
  say(`on ${versions.join(", ")}`);
  if (served) await build();
  // A server that gives up root's rights must still reach its folder.
  await Deno.chmod(temporary, 0o755);
  const env = { ...tools.paths, PATH: pathWith(tools.paths), TMPDIR: temporary };
  const outcomes = new Map<TestGroup, Outcome>();
  for (const group of groups) {
    const onFailure = (line: string) => say(`${group.name}: ${line}`);
    say(`${group.name}: ${group.files.length} files`);
    const within = isUsual(group) ? GROUP_MS : LONG_MS;
    const outcome = await runner.run(group, {
      root: ROOT,
      dir: temporary,
      env,
      filter,
      within,
      onFailure,
    });
    outcomes.set(group, outcome);
    tell(group, outcome);
  }
  return report(outcomes, versions);
}

function tell({ name }: TestGroup, { report, passed, failed, seconds }: Outcome): void {
  if (report) say(`\n${name}: ${report}\n`);
  say(`${name}: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`);
}

function report(outcomes: ReadonlyMap<TestGroup, Outcome>, versions: readonly string[]): number {
  say(summary(outcomes, versions));
  const all = [...outcomes.values()];
  say(closingLine(all));
  return all.some(({ failed }) => failed > 0) || all.every(({ passed }) => passed === 0) ? 1 : 0;
}

// A test that starts a program by its name gets the one that was found.
function pathWith(paths: Readonly<Record<string, string>>): string {
  const folders = Object.values(paths).map((path) => path.slice(0, path.lastIndexOf("/")));
  return [...new Set([...folders, ...(Deno.env.get("PATH") ?? "").split(":")])].join(":");
}

async function build(): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "build"],
    cwd: ROOT,
  }).output();
  if (success) return;
  const decoder = new TextDecoder();
  throw new ToolsMissing(`Cannot build:\n${decoder.decode(stdout)}${decoder.decode(stderr)}`);
}
