// The limit of the store: takes what clients say, and as soon as there are so many messages puts them
// into our own tables, with one INSERT a transaction, on one connection. No checks, no order that
// anybody else could rely on. `writing_server.ts <mysql url> <rows> <room> <author>`
import { createConnection } from "mysql2/promise";

interface Said {
  socket: WebSocket;
  id: string;
  body: string;
}

const COLUMNS = "room_id, seq, n, rev, author_id, client_id, kind, body, created_at";
const [url = "", rows = "", room = "", author = ""] = Deno.args;
const database = await createConnection(url);
const waiting: Said[] = [];
let seq = 1_000_000;
let writing = false;

const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onmessage = ({ data }) => {
    const { id, body } = JSON.parse(data);
    waiting.push({ socket, id, body });
    if (!writing) void write();
  };
  return response;
});
// deno-lint-ignore no-console -- the answer to whoever started it
console.log(server.addr.port);

async function write(): Promise<void> {
  writing = true;
  while (waiting.length >= Number(rows)) {
    const some = waiting.splice(0, Number(rows));
    const now = Date.now();
    const values = some.map(({ id, body }) => {
      seq++;
      return [Number(room), seq, seq, seq, Number(author), id, "text", body, now];
    });
    await database.query(`insert into messages (${COLUMNS}) values ?`, [values]);
    for (const { socket, id } of some) socket.send(`{"t":"ack","id":"${id}"}`);
  }
  writing = false;
}
