// Runs in place of serve.ts, under its permissions: tries what a hostile dependency would, and prints
// the name of the error that each try ends in, or "done".
import { statfs } from "node:fs/promises";
import "aws4fetch";
import "kysely";
import "mysql2/promise";
import "redis";
import "zod";

const TRIES: Record<string, () => unknown> = {
  "run a program": () => new Deno.Command("ls").outputSync(),
  "run Deno": () => new Deno.Command(Deno.execPath()).outputSync(),
  "load a library": () => Deno.dlopen("libc.so.6", {}),
  "read the passwords file": () => Deno.readTextFileSync("/etc/passwd"),
  "read its own process": () => Deno.readTextFileSync("/proc/self/environ"),
  "write beside the program": () => Deno.writeTextFileSync("serve.ts", ""),
  "write what was built": () => Deno.writeTextFileSync("_fresh/server.js", ""),
  "write elsewhere": () => Deno.writeTextFileSync("/conexao-never", ""),
  "reach the Internet": () => fetch("http://1.1.1.1/"),
  "reach another port here": () => Deno.connect({ hostname: "127.0.0.1", port: 22 }),
  "listen on another port": () => Deno.listen({ port: 8551 }).close(),
  "look a name up": () => Deno.resolveDns("example.com", "A"),
  "read the whole environment": () => Deno.env.toObject(),
  "read the root password": () => Deno.env.get("DB_ROOT_PASSWORD"),
  "import from afar": () => import("https://example.com/never.ts?" + Deno.pid),
  "ask who is signed in": () => Deno.uid(),
  "ask how full the disk of its data is": () => statfs(Deno.args[0] ?? ""),
  "ask how full another disk is": () => statfs("/proc"),
  "write its data": () => Deno.writeTextFileSync(`${Deno.args[0]}/probe`, ""),
  "listen on its own port": () => Deno.listen({ hostname: "127.0.0.1", port: 8550 }).close(),
  "read its configuration": () => Deno.env.get("DB_PASSWORD"),
};

const ends: Record<string, string> = {};
for (const [name, attempt] of Object.entries(TRIES)) {
  try {
    await attempt();
    ends[name] = "done";
  } catch (error) {
    ends[name] = error instanceof Error ? error.name : "thrown";
  }
}
// deno-lint-ignore no-console -- this program's output is what it is for
console.log(JSON.stringify(ends));
