// What is the least that a chat can do: what one says, all hear. No checks, no store, no rooms.
const sockets = new Set<WebSocket>();

const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onopen = () => sockets.add(socket);
  socket.onclose = () => sockets.delete(socket);
  socket.onmessage = ({ data }) => {
    for (const one of sockets) one.send(data);
  };
  return response;
});
// deno-lint-ignore no-console -- the answer to whoever started it
console.log(server.addr.port);
