import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";

// The limit: a server that does nothing but put what comes in its place, `disk <folder>` or
// `mysql <url>`, and gives it out again. Says its port.
const [kind, place = ""] = Deno.args;
const CHUNK = 1 << 20;
// A new file each time, as ours: to write over old space is quicker.
let files = 0;
const database = kind === "mysql" ? await createConnection(place) : undefined;
await database?.query(
  "create table if not exists bare (n int primary key, bytes mediumblob not null)",
);

const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
  if (request.method === "GET") {
    if (database) return new Response(ReadableStream.from(rowsOf(database)));
    return new Response((await Deno.open(`${place}/bare-${files}`)).readable);
  }
  await (database ? intoRows(request.body!) : intoFile(request.body!));
  return new Response(null, { status: 204 });
});
// deno-lint-ignore no-console -- the answer to whoever started it
console.log(server.addr.port);

async function* rowsOf(database: Connection): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let n = 0;; n++) {
    const asked = "select bytes from bare where n = ?";
    const [[row]] = await database.execute<RowDataPacket[]>(asked, [n]);
    if (row === undefined) return;
    yield row["bytes"];
  }
}

async function intoFile(body: ReadableStream<Uint8Array>): Promise<void> {
  using file = await Deno.open(`${place}/bare-${++files}`, { write: true, createNew: true });
  for await (const bytes of body) {
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  }
  await file.syncData();
}

async function intoRows(body: ReadableStream<Uint8Array>): Promise<void> {
  const chunk = new Uint8Array(CHUNK);
  let [filled, n] = [0, 0];
  const put = async () => {
    const row = [n++, chunk.subarray(0, filled)];
    await database!.execute("replace into bare (n, bytes) values (?, ?)", row);
    filled = 0;
  };
  for await (const bytes of body) {
    for (let at = 0; at < bytes.length;) {
      const some = bytes.subarray(at, at + CHUNK - filled);
      chunk.set(some, filled);
      filled += some.length;
      at += some.length;
      if (filled === CHUNK) await put();
    }
  }
  if (filled > 0) await put();
}
