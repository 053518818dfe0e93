// Until its input ends: then the process is ended and the folder removed.
const WATCH = 'read -r _; kill -9 "$1" 2>/dev/null; sleep 1; rm -rf "$2"';

/**
 * Ends a process and removes its folder if we are gone before `stop`, however we go: a test run
 * that is killed, or dies of an error that nobody caught, must leave no server behind.
 */
export class Watchdog {
  readonly #child: Deno.ChildProcess;

  constructor({ pid, folder }: { pid: number; folder: string }) {
    this.#child = new Deno.Command("sh", {
      args: ["-c", WATCH, "sh", `${pid}`, folder],
      // The end of ours that nobody else has: it closes with this process.
      stdin: "piped",
      stdout: "null",
      stderr: "null",
      // Deno ends its other children together with itself.
      detached: true,
    }).spawn();
  }

  /** To be called before the process is ended by us: its number may soon be another's. */
  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
    await this.#child.stdin.close().catch(() => {});
  }
}
