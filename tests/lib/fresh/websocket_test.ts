import { App } from "fresh";
import { expect } from "expect";
import { FakeServer } from "../../../lib/fresh/test_utils.ts";

// Opens a socket, says something, and gives what comes back.
async function say(app: App<unknown>, text: string): Promise<string> {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    app.handler(),
  );
  const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/ws`);
  const answer = await new Promise<string>((resolve, reject) => {
    socket.onopen = () => socket.send(text);
    socket.onmessage = (event) => resolve(event.data);
    socket.onerror = () => reject(new Error("socket failed"));
  });
  const closed = new Promise((resolve) => socket.onclose = resolve);
  socket.close(1000, "tchau");
  await closed;
  return answer;
}

Deno.test("ctx.upgrade() gives the socket and the response, to wire by hand", async () => {
  const app = new App().get("/ws", (ctx) => {
    const { socket, response } = ctx.upgrade({ idleTimeout: 0 });
    socket.onmessage = (event) => socket.send(`eco: ${event.data}`);
    return response;
  });
  expect(await say(app, "oi")).toBe("eco: oi");
});

Deno.test("app.ws() wires handlers for the whole life of a socket", async () => {
  const seen: unknown[] = [];
  const closed = Promise.withResolvers<void>();
  const app = new App().ws("/ws", {
    open: () => void seen.push("open"),
    message: (socket, event) => {
      seen.push(event.data);
      socket.send("ok");
    },
    close: (_socket, code, reason) => {
      seen.push(code, reason);
      closed.resolve();
    },
  });
  expect(await say(app, "oi")).toBe("ok");
  await closed.promise;
  expect(seen).toEqual(["open", "oi", 1000, "tchau"]);
});

Deno.test("an upgrade passes through middleware that sets headers", async () => {
  const app = new App()
    .use(async (ctx) => {
      const res = await ctx.next();
      res.headers.set("X-Ana", "1");
      return res;
    })
    .ws("/ws", { message: (socket) => socket.send("ok") });
  expect(await say(app, "oi")).toBe("ok");
});

Deno.test("a plain request to a socket's path is answered with 400", async () => {
  const app = new App().ws("/ws", {}).ws("/managed", { message() {} });
  const server = new FakeServer(app.handler());
  expect((await server.get("/ws")).status).toBe(400);
  expect((await server.get("/managed")).status).toBe(400);
});
