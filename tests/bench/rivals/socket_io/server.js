// What most people would build: Socket.IO with its Redis adapter, one INSERT a message, then the
// room. On Node. `server.js <mysql url> <redis url>`
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import mysql from "mysql2/promise";
import { createClient } from "redis";
import { Server } from "socket.io";

const [, , mysqlUrl, redisUrl] = process.argv;
const pool = mysql.createPool(mysqlUrl);
await pool.query(`create table if not exists peer_messages (
  seq bigint primary key auto_increment, client_id char(32) not null, room int not null,
  author varchar(40) not null, body text not null, at datetime(3) not null, index (room, seq))`);
const publisher = createClient({ url: redisUrl });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer();
const io = new Server(http, {
  adapter: createAdapter(publisher, subscriber),
  transports: ["websocket"],
});
io.on("connection", (socket) => {
  const author = socket.id;
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on("send", async ({ id, body }, ack) => {
    const at = new Date();
    const [{ insertId }] = await pool.execute(
      "insert into peer_messages (client_id, room, author, body, at) values (?, ?, ?, ?, ?)",
      [id, room, author, body, at],
    );
    const message = { id, room, author: { id: 1, name: author }, kind: "text", body, at };
    io.to(room).emit("message", { seq: insertId, ...message });
    ack({ id, seq: insertId });
  });
});
http.listen(0, "127.0.0.1", () => process.stdout.write(`${http.address().port}\n`));
