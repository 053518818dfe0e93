// What is the least that a page can cost: the same bytes for everybody, as many as it is told.
const page = "x".repeat(Number(Deno.args[0]));
const headers = { "content-type": "text/html; charset=utf-8" };

const server = Deno.serve(
  { port: 0, hostname: "127.0.0.1", onListen() {} },
  () => new Response(page, { headers }),
);
// deno-lint-ignore no-console -- the answer to whoever started it
console.log(server.addr.port);
