import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import type { Contender } from "../contender.ts";
import { NAMES } from "../names.ts";
import { Program } from "../program.ts";

/** The limit of storing: see `writing_server.ts`. The tables must be there, and empty enough. */
export async function startWriter(
  { host, port, user, database }: MysqlStoreConfig,
  { rows, room }: { rows: number; room: number },
): Promise<Contender> {
  const url = `mysql://${user}@${host}:${port}/${database}`;
  const server = await Program.deno(
    "rivals/writing_server.ts",
    ...[url, String(rows), String(room), "1"],
  );
  const address = `http://127.0.0.1:${server.line}`;
  return {
    name: NAMES.writer(rows),
    dialect: "writer",
    pids: [server.pid],
    seats: (size) =>
      Promise.resolve(Array.from({ length: size }, () => ({ url: address, path: "/", room: 0 }))),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
