/** A program that says one line when it is ready; it ends with the scope that holds it. */
export class Program implements AsyncDisposable {
  readonly pid: number;
  /** What it said. */
  readonly line: string;
  readonly #child: Deno.ChildProcess;

  private constructor(child: Deno.ChildProcess, line: string) {
    this.pid = child.pid;
    this.line = line;
    this.#child = child;
  }

  /** Starts a TypeScript file beside this one, with all rights: it is not what is protected. */
  static async deno(file: string, ...args: string[]): Promise<Program> {
    const path = new URL(file, import.meta.url).pathname;
    return await Program.start(Deno.execPath(), ["run", "--quiet", "--allow-all", path, ...args]);
  }

  /** Starts a program in a folder. */
  static async start(command: string, args: readonly string[], cwd?: string): Promise<Program> {
    const child = new Deno.Command(command, {
      args: [...args],
      ...(cwd === undefined ? {} : { cwd }),
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = await reader.read();
    if (value === undefined) throw new Error(`${command} ${args.join(" ")} does not start`);
    return new Program(child, value.trim());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
  }
}
