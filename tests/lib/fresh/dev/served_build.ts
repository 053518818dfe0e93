import { createRequire } from "node:module";
import { LIBRARY_DIR } from "../../../../lib/fresh/dev/resolver.ts";

/** Serves a built project in a process that may read the sources and listen, and nothing else. */
export async function withServedBuild(
  dir: string,
  visit: (url: string) => Promise<void>,
): Promise<void> {
  const root = `${LIBRARY_DIR}/../..`;
  await using child = new Deno.Command(Deno.execPath(), {
    args: [
      "serve",
      "--no-prompt",
      "--cached-only",
      `--allow-read=${root}`,
      "--port=0",
      "--host=127.0.0.1",
      "_fresh/server.js",
    ],
    cwd: dir,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();

  const url = await findUrl(child.stderr);
  await visit(url);
  child.kill();
  await child.status;
}

// Deno says where it listens in a line of its own.
async function findUrl(output: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of output) {
    text += decoder.decode(chunk, { stream: true });
    const match = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
    if (match !== null) return match[0];
  }
  throw new Error(`Cannot find the address of the server: it said ${JSON.stringify(text)}`);
}

const BUILD = `import { Builder } from "fresh/dev";
const builder = new Builder();
await builder.build();
console.log(builder.config.buildId);`;

/** Builds a project in a process that may run esbuild and write to the output, and gives its id. */
export async function buildNarrowly(dir: string): Promise<string> {
  const require = createRequire(import.meta.resolve("esbuild"));
  const { os, arch } = Deno.build;
  const machine = `${os}-${arch === "x86_64" ? "x64" : "arm64"}`;
  const esbuild = require.resolve(`@esbuild/${machine}/bin/esbuild`);
  await Deno.writeTextFile(`${dir}/build.ts`, BUILD);
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--cached-only",
      `--allow-read=${LIBRARY_DIR}/../..`,
      "--allow-write=_fresh",
      "--allow-env",
      `--allow-run=${esbuild}`,
      "build.ts",
    ],
    cwd: dir,
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return decoder.decode(stdout).trim();
}
