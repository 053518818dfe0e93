import { join } from "node:path";
import { freePort } from "./free_port.ts";

/** How a Redis for tests is set up. */
export interface RedisOptions {
  /** The rights and limits that compose runs it with (the default), or none at all. */
  acl?: boolean;
  /** What the default user must say; nothing by default. */
  password?: string;
}

/** What compose mounts: the rights and limits under which the bus has to work. */
const COMPOSE = new URL("../../lib/bus/redis.conf", import.meta.url);

/** A private redis-server on a free port; it ends with the scope that holds it. */
export class RedisServer implements AsyncDisposable {
  readonly host = "127.0.0.1";
  readonly port: number;
  readonly #dir: string;
  readonly #options: RedisOptions;
  #child: Deno.ChildProcess | undefined;

  constructor(port: number, dir: string, options: RedisOptions) {
    this.port = port;
    this.#dir = dir;
    this.#options = options;
  }

  /** Starts it; resolves when it takes connections. */
  async start(): Promise<void> {
    const { acl = true, password } = this.#options;
    const config = acl ? [await narrowConfig(this.#dir, password)] : [];
    const own = ["--port", `${this.port}`, "--bind", this.host, "--dir", this.#dir];
    const args = [...config, ...own, "--save", ""];
    const child = new Deno.Command("redis-server", { args, stdout: "piped", stderr: "null" });
    this.#child = child.spawn();
    await readUntil(this.#child.stdout, "Ready to accept connections");
  }

  /** Ends it as a power failure would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    child?.kill("SIGKILL");
    await child?.status;
  }

  /** Kills it if it runs, and starts it again on the same port. */
  async restart(): Promise<void> {
    await this.kill();
    await this.start();
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

/** Starts a Redis for one test: `await using redis = await startRedis()`. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-redis-" });
  const server = new RedisServer(freePort(), dir, options);
  await server.start();
  return server;
}

// Redis 7.0 does not start with a command in its ACL that came with 7.2; compose's start script
// leaves it out there too.
async function narrowConfig(dir: string, password?: string): Promise<string> {
  const path = join(dir, "redis.conf");
  const config = (await Deno.readTextFile(COMPOSE)).replace(" +client|setinfo", "");
  const entry = password === undefined ? " nopass " : ` >${password} `;
  await Deno.writeTextFile(path, config.replace(" nopass ", entry));
  return path;
}

async function readUntil(stream: ReadableStream<Uint8Array>, words: string): Promise<void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  for (let seen = ""; !seen.includes(words);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Cannot start redis-server: ${seen}`);
    seen += decoder.decode(value, { stream: true });
  }
  // Nobody reads on, and a full pipe would block it: what it says from here on is dropped.
  await reader.cancel();
}
