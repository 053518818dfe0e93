// What others are measured against: a server that gives out one file and asks nothing, with nothing
// between the bytes and the network.
import { createConnection, type RowDataPacket } from "mysql2/promise";

if (import.meta.main) serve(Deno.args);

function serve([kind, where = "", id = ""]: readonly string[]): void {
  const answer = kind === "disk" ? () => fromDisk(where) : () => fromRows(new URL(where), id);
  Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, answer);
}

function onListen({ port }: Deno.NetAddr): void {
  // deno-lint-ignore no-console -- where it is to be found
  console.log(port);
}

async function fromDisk(path: string): Promise<Response> {
  return new Response((await Deno.open(path)).readable);
}

async function fromRows({ hostname: host, port, username, password, pathname }: URL, id: string) {
  const own = { user: username, password, database: pathname.slice(1) };
  const connection = await createConnection({ host, port: Number(port), ...own });
  async function* rows() {
    for (let n = 0;; n++) {
      const [found] = await connection.execute<RowDataPacket[]>(
        "select bytes from file_chunks where file_id = ? and n = ?",
        [id, n],
      );
      if (found[0] === undefined) break;
      yield new Uint8Array(found[0]["bytes"]);
    }
    await connection.end();
  }
  return new Response(ReadableStream.from(rows()));
}
