import { expect } from "expect";
import { App } from "fresh";
import { Turnstile } from "@/lib/chat/turnstile.ts";
import { inTurn } from "@/lib/middlewares/in_turn.ts";
import type { State } from "@/utils.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "192.168.0.7", port: 50_000 },
  completed: Promise.resolve(),
};

/** An application with one place at its entrance, where everybody stays until they are let go. */
function setUp() {
  const entrance = new Turnstile({ places: 1, patienceMs: 1_000, clock: new FakeClock() });
  const reached: string[] = [];
  const { promise: leave, resolve: letGo } = Promise.withResolvers<void>();
  const handler = new App<State>()
    .use((ctx) => {
      Object.assign(ctx.state, { services: { entrance } });
      return ctx.next();
    })
    .use(inTurn)
    .use(async (ctx) => {
      reached.push(ctx.url.pathname);
      await leave;
      return new Response("ok");
    })
    .handler();
  const ask = (path: string, signal?: AbortSignal) =>
    handler(new Request(`http://sala.lan:8550${path}`, signal ? { signal } : {}), INFO);
  return { reached, letGo, ask };
}

Deno.test("those who come to stay go in one by one, the others are not held up", async () => {
  const { reached, letGo, ask } = setUp();
  const asked = ["/ws", "/ws", "/api/v1/events", "/api/v1/rooms", "/r/geral"]
    .map((path) => ask(path));
  await turn();
  expect(reached).toEqual(["/ws", "/api/v1/rooms", "/r/geral"]);
  letGo();
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
  expect(reached.slice(3)).toEqual(["/ws", "/api/v1/events"]);
});

Deno.test("whoever has gone away while waiting is not looked at", async () => {
  const { reached, letGo, ask } = setUp();
  const gone = new AbortController();
  const asked = [ask("/ws"), ask("/ws", gone.signal), ask("/api/v1/events")];
  gone.abort();
  letGo();
  await Promise.all(asked);
  expect(reached).toEqual(["/ws", "/api/v1/events"]);
});
