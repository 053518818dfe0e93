import { fileURLToPath } from "node:url";
import type { Config } from "@/lib/config.ts";
import { freePort } from "./free_port.ts";

const PROGRAM = fileURLToPath(new URL("run_s3rver.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));
const BUCKET = "conversa";

/**
 * A private S3 server on a free port, which checks every signature; it ends with the scope that holds
 * it. It is s3rver: the larger ones (MinIO, Garage, Ceph) are in no registry that the tests can ask.
 */
export class S3Server implements AsyncDisposable {
  readonly port: number;
  readonly #dir: string;
  #child: Deno.ChildProcess | undefined;

  constructor(port: number, dir: string) {
    this.port = port;
    this.#dir = dir;
  }

  /** The way to its bucket, with the only keys that it knows. */
  get config(): Extract<Config["files"], { kind: "s3" }> {
    return {
      kind: "s3",
      endpoint: new URL(`http://127.0.0.1:${this.port}`),
      bucket: BUCKET,
      region: "us-east-1",
      accessKey: "S3RVER",
      secretKey: "S3RVER",
      prefix: "escola/",
    };
  }

  /** Starts it; resolves when it takes connections. */
  async start(): Promise<void> {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--no-check", "--quiet", `--config=${CONFIG}`],
        ...[PROGRAM, this.#dir, `${this.port}`, BUCKET],
      ],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#child = child;
    const { value } = await child.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
    if (!value?.includes("ready")) throw new Error("Cannot start s3rver");
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    child?.kill("SIGKILL");
    await child?.status;
  }

  /** Stops it in the middle of whatever it does; its connections stay open. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child?.kill("SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#dir, { recursive: true });
  }
}

/** Starts one for one test: `await using s3 = await startS3()`. */
export async function startS3(): Promise<S3Server> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-s3-" });
  const server = new S3Server(freePort(), dir);
  await server.start();
  return server;
}
