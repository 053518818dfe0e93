import type { Contender } from "../contender.ts";
import { NAMES } from "../names.ts";
import { Program } from "../program.ts";

/** The limit of telling all what one says: see `bare_server.ts`. */
export async function startBare(): Promise<Contender> {
  const server = await Program.deno("rivals/bare_server.ts");
  const url = `http://127.0.0.1:${server.line}`;
  return {
    name: NAMES.bare,
    dialect: "bare",
    pids: [server.pid],
    seats: (size) =>
      Promise.resolve(Array.from({ length: size }, () => ({ url, path: "/", room: 0 }))),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
