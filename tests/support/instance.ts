import { freePort } from "./free_port.ts";

const ROOT = new URL("../../", import.meta.url);
const READY_MS = 60_000;
const STOP_MS = 15_000;

/** What an instance is started with: the variables of its environment. */
export type Environment = Readonly<Record<string, string>>;

/** How a process ended, and how long that took from when it was asked. */
export interface Ending {
  code: number;
  signal: Deno.Signal | null;
  ms: number;
}

/** The app as a process of its own, with the rights that the `serve` task gives it. */
export class Instance implements AsyncDisposable {
  readonly port: number;
  /** What it wrote to both outputs, line by line. */
  readonly log: string[] = [];
  /** Where the program lies that is started. */
  root = ROOT;
  readonly #environment: Environment;
  readonly #readers: Promise<void>[] = [];
  #child: Deno.ChildProcess | undefined;
  #heard: (() => void)[] = [];

  constructor(environment: Environment) {
    this.port = Number(environment["PORT"]);
    this.#environment = environment;
  }

  /** Where people open it. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#running().pid;
  }

  /** Whether it was started and, as far as is known, has not ended. */
  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Starts the process without waiting for it to be ready. */
  async launch(): Promise<void> {
    this.log.length = 0;
    const { args, set } = await serveCommand(this.#environment);
    this.#child = new Deno.Command(Deno.execPath(), {
      args,
      cwd: this.root,
      env: { ...surroundings(), ...set, ...this.#environment },
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const { stdout, stderr } = this.#child;
    this.#readers.push(this.#listen(stdout), this.#listen(stderr));
  }

  /** Starts it, and resolves when it says where it can be reached. */
  async start(): Promise<void> {
    await this.launch();
    await this.said(/^ConexaoChat {2}http/, READY_MS);
  }

  /** Resolves with the first line that fits, said already or yet to come. */
  async said(pattern: RegExp, within = 10_000): Promise<string> {
    const deadline = AbortSignal.timeout(within);
    let over: string | undefined;
    void this.#running().status.then(({ code }) => this.#end(() => over = `ended with ${code}`));
    deadline.onabort = () => this.#end(() => over = `said no such line in ${within} ms`);
    while (true) {
      const line = this.log.find((one) => pattern.test(one));
      if (line !== undefined) {
        deadline.onabort = null;
        return line;
      }
      if (over) throw new Error(`${pattern}: ${over}:\n${this.log.slice(-20).join("\n")}`);
      await new Promise<void>((heard) => this.#heard.push(heard));
    }
  }

  /** Ends it as a power failure would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    try {
      child.kill("SIGKILL");
    } catch {
      // It ended by itself.
    }
    await child.status;
    await Promise.all(this.#readers.splice(0));
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<Ending> {
    const child = this.#running();
    child.kill("SIGTERM");
    return await this.ended(STOP_MS);
  }

  /** Waits until it ends by itself; its whole log is there then. */
  async ended(within = READY_MS): Promise<Ending> {
    const asked = performance.now();
    const child = this.#running();
    const timer = setTimeout(() => child.kill("SIGKILL"), within);
    const { code, signal } = await child.status;
    clearTimeout(timer);
    this.#child = undefined;
    const ms = performance.now() - asked;
    await Promise.all(this.#readers.splice(0));
    return { code, signal, ms };
  }

  /** Stops it in the middle of whatever it does. */
  freeze(): void {
    this.#running().kill("SIGSTOP");
  }

  thaw(): void {
    this.#running().kill("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  #running(): Deno.ChildProcess {
    if (this.#child === undefined) throw new Error("The instance is not running");
    return this.#child;
  }

  async #listen(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let rest = "";
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      this.log.push(...lines);
      this.#wake();
    }
    if (rest !== "") this.log.push(rest);
    this.#wake();
  }

  #end(note: () => void): void {
    note();
    // What it said last may still be on its way.
    void Promise.all(this.#readers).then(() => this.#wake());
    this.#wake();
  }

  #wake(): void {
    for (const heard of this.#heard.splice(0)) heard();
  }
}

/** Starts the app; a free port and rate limits off, unless the environment says otherwise. */
export async function startInstance(environment: Environment): Promise<Instance> {
  const instance = newInstance(environment);
  try {
    await instance.start();
    return instance;
  } catch (error) {
    await instance.kill();
    throw error;
  }
}

/** The app, not started yet. */
export function newInstance(environment: Environment): Instance {
  return new Instance({
    HOST: "127.0.0.1",
    PORT: String(freePort()),
    RATE_LIMITS: "off",
    ...environment,
  });
}

// The task is asked, not copied: what it may do is what is tested.
async function serveCommand(
  environment: Environment,
): Promise<{ args: string[]; set: Environment }> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const [asksForData = "", serves = ""] = String(tasks.serve).split(" && ");
  const [data = "", flags = ""] = await Promise.all([
    answerOf(asksForData, environment),
    answerOf(serves, environment),
  ]);
  const words = wordsOf(serves.replace(/\$\([^)]*\)/, () => flags));
  const program = words.indexOf("deno");
  return {
    args: words.slice(program + 1).map((word) => word.replace("$DATA", () => data)),
    set: Object.fromEntries(words.slice(0, program).map((word) => word.split("="))),
  };
}

/** What the shell puts in for the `$(deno …)` of this command. */
async function answerOf(command: string, environment: Environment): Promise<string> {
  const inner = /\$\(([^)]*)\)/.exec(command)?.[1] ?? "";
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: wordsOf(inner).slice(1),
    cwd: ROOT,
    env: { ...surroundings(), ...environment },
    clearEnv: true,
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout).trimEnd();
}

function wordsOf(command: string): string[] {
  return command.trim().replaceAll('"', "").split(/\s+/);
}

function surroundings(): Record<string, string> {
  const kept = ["PATH", "HOME", "DENO_DIR", "XDG_CACHE_HOME", "TMPDIR"];
  return Object.fromEntries(kept.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
}
