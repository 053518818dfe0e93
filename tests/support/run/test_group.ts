import { fileURLToPath } from "node:url";
import { inBatches } from "./in_batches.ts";
import { type Outcome, parseOutcome } from "./outcome.ts";

/** Test files that run together, as one `deno test`. */
export interface TestGroup {
  name: string;
  files: readonly string[];
}

/** What a group is run with. */
export interface GroupOptions {
  /** Added to the environment. */
  env: Record<string, string>;
  /** Only tests whose names hold this. */
  filter: string | undefined;
  /** Where the project lies, and where the run may write what it needs itself. */
  root: URL;
  dir: string;
  /** How long it may take, in milliseconds. */
  within: number;
  /** Called with every failure as it happens. */
  onFailure(line: string): void;
}

const FOLDERS_APART = ["integration", "e2e", "attack", "long"];
/** What takes so long that it runs only where it is asked for by its name. */
const ASKED_FOR = ["long"];
/** Whose files take less time than what each would need for itself. */
const QUICK = "unit";
const NOT_TESTS = ["support", "shots", "weight"];
const CONFORMANCE = /^tests\/lib\/(?:store\/|bus\/|files\/\w+_bytes_test)/;

/** Whether a group runs where nothing is asked for by name. */
export function isUsual({ name }: TestGroup): boolean {
  return !ASKED_FOR.includes(name);
}

/** Every test file below `tests/`, in groups, the quickest first. */
export async function testGroups(root: URL): Promise<TestGroup[]> {
  const names = ["unit", "conformance", ...FOLDERS_APART];
  const files: string[] = [];
  for await (const file of testFiles(root, "tests/")) files.push(file);
  files.sort();
  return names.map((name) => ({ name, files: files.filter((file) => groupOf(file) === name) }));
}

async function* testFiles(root: URL, folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, root))) {
    const path = folder + entry.name;
    if (entry.isDirectory) yield* testFiles(root, path + "/");
    else if (/_test\.tsx?$/.test(entry.name)) yield path;
  }
}

function groupOf(file: string): string | undefined {
  const folder = file.split("/")[1] ?? "";
  if (NOT_TESTS.includes(folder)) return undefined;
  if (FOLDERS_APART.includes(folder)) return folder;
  return CONFORMANCE.test(file) ? "conformance" : "unit";
}

/** The groups of this run; a process group each, so that nothing they start outlives them. */
export class GroupRunner {
  readonly #running = new Set<Deno.ChildProcess>();

  /** Runs a group to its end. */
  async run(group: TestGroup, options: GroupOptions): Promise<Outcome> {
    const started = performance.now();
    const files = group.name === QUICK ? await inBatches(group.files, options) : group.files;
    const child = this.#start(files, options);
    const timer = setTimeout(() => this.#stop(child), options.within);
    const errors = new Response(child.stderr).text();
    let said = "";
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
      const from = said.lastIndexOf("\n") + 1;
      said += chunk;
      for (const line of said.slice(from, said.lastIndexOf("\n") + 1).split("\n")) {
        if (/ \.\.\. FAILED\b|^Uncaught error from/.test(line)) options.onFailure(line);
      }
    }
    const { code } = await child.status;
    clearTimeout(timer);
    this.#stop(child);
    const seconds = (performance.now() - started) / 1000;
    return parseOutcome(said + await errors, { code, seconds });
  }

  /** Ends what is running, and all that it started. */
  stop(): void {
    for (const child of this.#running) this.#stop(child);
  }

  #stop(child: Deno.ChildProcess): void {
    if (!this.#running.delete(child)) return;
    try {
      Deno.kill(-child.pid, "SIGKILL");
    } catch (error) {
      // Nothing of it is left: the good case.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  #start(files: readonly string[], { env, filter, root }: GroupOptions): Deno.ChildProcess {
    const config = fileURLToPath(new URL("deno.json", root));
    const narrowed = filter === undefined ? [] : [`--filter=${filter}`];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["test", "-A", "--no-check", "--parallel", "--config", config, ...narrowed, ...files],
      env: { ...env, NO_COLOR: "1", DENO_JOBS: "2" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      detached: true,
    }).spawn();
    this.#running.add(child);
    return child;
  }
}
