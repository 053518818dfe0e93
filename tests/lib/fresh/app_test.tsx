import { App, HttpError } from "fresh";
import { expect } from "expect";
import { captureConsole } from "./captured_console.ts";
import { FakeServer } from "../../../lib/fresh/test_utils.ts";

interface State {
  trail: string;
}

// Adds a letter to the trail of the request.
function mark(letter: string) {
  return (ctx: { state: State; next(): Promise<Response> }) => {
    ctx.state.trail = (ctx.state.trail ?? "") + letter;
    return ctx.next();
  };
}

function serve<S>(app: App<S>): FakeServer {
  return new FakeServer(app.handler());
}

Deno.test("App runs pathless middleware, then that of the path, then the route's own", async () => {
  const app = new App<State>()
    .use(mark("A"), mark("B"))
    .use("/cozinha", mark("C"))
    .get("/cozinha/pia", mark("D"), (ctx) => ctx.text(ctx.state.trail))
    .get("/cozinha", (ctx) => ctx.text(ctx.state.trail))
    .get("/cozinhas", (ctx) => ctx.text(ctx.state.trail));
  const server = serve(app);
  expect(await (await server.get("/cozinha/pia")).text()).toBe("ABCD");
  expect(await (await server.get("/cozinha")).text()).toBe("ABC");
  expect(await (await server.get("/cozinhas")).text()).toBe("AB");
});

Deno.test("App does not apply middleware to routes registered before it", async () => {
  const app = new App<State>()
    .get("/antes", (ctx) => ctx.text(String(ctx.state.trail)))
    .use(mark("A"))
    .get("/depois", (ctx) => ctx.text(String(ctx.state.trail)));
  const server = serve(app);
  expect(await (await server.get("/antes")).text()).toBe("undefined");
  expect(await (await server.get("/depois")).text()).toBe("A");
});

Deno.test("App runs pathless middleware, but not that of a path, when nothing matches", async () => {
  const seen: string[] = [];
  const app = new App()
    .use((ctx) => {
      seen.push(`all ${ctx.route}`);
      return ctx.next();
    })
    .use("/geral", (ctx) => {
      seen.push("geral");
      return ctx.next();
    });
  const res = await serve(app).get("/geral");
  expect(res.status).toBe(404);
  expect(await res.text()).toBe("Not Found");
  expect(seen).toEqual(["all null"]);
});

Deno.test("App answers each method by its own handler, and all() every method", async () => {
  const app = new App()
    .get("/x", (ctx) => ctx.text("GET"))
    .post("/x", (ctx) => ctx.text("POST"))
    .put("/x", (ctx) => ctx.text("PUT"))
    .patch("/x", (ctx) => ctx.text("PATCH"))
    .delete("/x", (ctx) => ctx.text("DELETE"))
    .all("/all", (ctx) => ctx.text(ctx.req.method));
  const server = serve(app);
  for (const method of ["get", "post", "put", "patch", "delete"] as const) {
    expect(await (await server[method]("/x")).text()).toBe(method.toUpperCase());
    expect(await (await server[method]("/all")).text()).toBe(method.toUpperCase());
  }
});

Deno.test("App answers HEAD by GET, without a body", async () => {
  const app = new App().get("/x", () => new Response("body", { headers: { "X-Ana": "1" } }));
  const res = await serve(app).head("/x");
  expect(res.status).toBe(200);
  expect(res.headers.get("X-Ana")).toBe("1");
  expect(await res.text()).toBe("");
});

Deno.test("App answers 405 to a wrong method and lists the right ones to OPTIONS", async () => {
  const app = new App().get("/x", (ctx) => ctx.text("")).post("/x", (ctx) => ctx.text(""));
  const server = serve(app);
  const wrong = await server.put("/x");
  expect(wrong.status).toBe(405);
  expect(await wrong.text()).toBe("Method Not Allowed");
  const options = await server.options("/x");
  expect(options.status).toBe(204);
  expect(options.headers.get("Allow")).toBe("GET, POST");
});

Deno.test("App takes the first of two registrations of a method and pattern", async () => {
  const app = new App().get("/x", (ctx) => ctx.text("1")).get("/x", (ctx) => ctx.text("2"));
  expect(await (await serve(app).get("/x")).text()).toBe("1");
});

Deno.test("App answers a thrown HttpError with its message, or the text of its status", async () => {
  const app = new App()
    .get("/message", () => {
      throw new HttpError(409, "Room exists");
    })
    .get("/status", () => {
      throw new HttpError(418);
    });
  const server = serve(app);
  const message = await server.get("/message");
  expect([message.status, await message.text()]).toEqual([409, "Room exists"]);
  const status = await server.get("/status");
  expect([status.status, await status.text()]).toEqual([418, "I'm a teapot"]);
});

Deno.test("App hides the message of any other error behind 500, and logs it", async () => {
  using captured = captureConsole("error");
  const cause = new Error("password of the database");
  const app = new App()
    .get("/throws", () => {
      throw cause;
    })
    .get("/nothing", (() => undefined) as unknown as () => Response);
  const server = serve(app);
  const res = await server.get("/throws");
  expect([res.status, await res.text()]).toEqual([500, "Internal server error"]);
  expect(captured.logged).toEqual([cause]);
  expect((await server.get("/nothing")).status).toBe(500);
  expect(String(captured.logged[1])).toContain('Expected a "Response" instance');
});

Deno.test("App lets the inner onError answer first, and the outer one what that throws", async () => {
  const app = new App()
    .onError("*", (ctx) => ctx.text(`root: ${(ctx.error as Error).message}`))
    .onError("/a", () => {
      throw new Error("from a");
    })
    .onError("/b", (ctx) => ctx.text(`b: ${(ctx.error as Error).message}`))
    .get("/a/x", () => {
      throw new Error("x");
    })
    .get("/b/y", () => {
      throw new Error("y");
    });
  const server = serve(app);
  expect(await (await server.get("/a/x")).text()).toBe("root: from a");
  expect(await (await server.get("/b/y")).text()).toBe("b: y");
});

Deno.test("App renders an error component with the status of the error", async () => {
  const app = new App()
    .onError("*", { component: ({ error }) => <p>{(error as Error).message}</p> })
    .get("/x", () => {
      throw new HttpError(403, "só convidados");
    });
  const server = serve(app);
  const res = await server.get("/x");
  expect(res.status).toBe(403);
  expect(await res.text()).toContain("<p>só convidados</p>");
  expect((await server.get("/missing")).status).toBe(404);
});

Deno.test("App sets ctx.error also for a path that does not exist", async () => {
  const app = new App().onError("*", (ctx) => ctx.text(String((ctx.error as HttpError).status)));
  expect(await (await serve(app).get("/missing")).text()).toBe("404");
});

Deno.test("App has notFound answer every 404, thrown ones too, before onError", async () => {
  const app = new App()
    .notFound((ctx) => ctx.text("nada aqui", { status: 404 }))
    .onError("*", (ctx) => ctx.text("error", { status: 500 }))
    .get("/thrown", () => {
      throw new HttpError(404);
    })
    .get("/broken", () => {
      throw new HttpError(502);
    });
  const server = serve(app);
  for (const path of ["/thrown", "/missing"]) {
    const res = await server.get(path);
    expect([res.status, await res.text()]).toEqual([404, "nada aqui"]);
  }
  expect(await (await server.get("/broken")).text()).toBe("error");
});

Deno.test("App lets middleware see what is thrown below, in ctx.error too", async () => {
  const seen: unknown[] = [];
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        seen.push(error, ctx.error);
        return ctx.text("caught");
      }
    })
    .get("/x", () => {
      throw new HttpError(400);
    });
  expect(await (await serve(app).get("/x")).text()).toBe("caught");
  expect(seen[0]).toBeInstanceOf(HttpError);
  expect(seen[1]).toBe(seen[0]);
});

Deno.test("App loads a lazy middleware once", async () => {
  let loads = 0;
  const app = new App<State>()
    .use(() => {
      loads++;
      return Promise.resolve(mark("L"));
    })
    // deno-lint-ignore require-await -- loading is asynchronous, with a keyword or without.
    .use(async () => (ctx) => {
      ctx.state.trail += "M";
      return ctx.next();
    })
    .get("/x", () => Promise.resolve((ctx) => ctx.text(ctx.state.trail)));
  const server = serve(app);
  expect(await (await server.get("/x")).text()).toBe("LM");
  expect(await (await server.get("/x")).text()).toBe("LM");
  expect(loads).toBe(1);
});

Deno.test("App answers 400, not a rejection, to a malformed escape in a parameter", async () => {
  const app = new App().get("/x/:id", (ctx) => ctx.text(ctx.params["id"] ?? ""));
  const server = serve(app);
  expect((await server.get("/x/%ff")).status).toBe(400);
  expect(await (await server.get("/x/p%C3%A3o")).text()).toBe("pão");
});

Deno.test("App removes repeated slashes from ctx.url, not from the request", async () => {
  const app = new App().get("/x", (ctx) => ctx.text(`${ctx.url.pathname} ${ctx.req.url}`));
  const res = await app.handler()(new Request("http://localhost//x"));
  expect(await res.text()).toBe("/x http://localhost//x");
});

Deno.test("App takes the origin from a proxy only when told to", async () => {
  const headers = { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "chat.example" };
  const req = () => new Request("http://10.0.0.2:8000/x", { headers });
  for (const trustProxy of [false, true]) {
    const app = new App({ trustProxy }).get("/x", (ctx) => ctx.text(ctx.url.origin));
    const origin = await (await app.handler()(req())).text();
    expect(origin).toBe(trustProxy ? "https://chat.example" : "http://10.0.0.2:8000");
  }
});

Deno.test("App serves below its base path only, and refuses a malformed one", async () => {
  const server = serve(new App({ basePath: "/chat" }).get("/", (ctx) => ctx.text("ok")));
  expect(await (await server.get("/chat")).text()).toBe("ok");
  expect((await server.get("/")).status).toBe(404);
  expect(() => new App({ basePath: "chat" })).toThrow('Invalid basePath: "chat".');
  expect(() => new App({ basePath: "/chat/" })).toThrow("Must not end with");
});

Deno.test("App takes over the routes of a mounted app, with its middleware", async () => {
  const inner = new App<State>()
    .use(mark("I"))
    .get("/", (ctx) => ctx.text(ctx.state.trail))
    .get("/:name", (ctx) => ctx.text(ctx.state.trail + ctx.params["name"]));
  const app = new App<State>()
    .use(mark("O"))
    .get("/", (ctx) => ctx.text(ctx.state.trail))
    .mountApp("/inner", inner);
  const server = serve(app);
  expect(await (await server.get("/")).text()).toBe("O");
  expect(await (await server.get("/inner")).text()).toBe("OI");
  expect(await (await server.get("/inner/Ana")).text()).toBe("OIAna");
});

Deno.test("App renders routes with handler and component, lazy ones too", async () => {
  const app = new App()
    .route("/page", {
      handler: () => ({ data: "Ana", headers: [["X-Who", "Ana"]], status: 201 }),
      component: ({ data }) => <h1>{data}</h1>,
    })
    .route("/lazy", () => Promise.resolve({ component: () => <h1>lazy</h1> }));
  const server = serve(app);
  const res = await server.get("/page");
  expect([res.status, res.headers.get("X-Who")]).toEqual([201, "Ana"]);
  expect(await res.text()).toContain("<h1>Ana</h1>");
  expect(await (await server.get("/lazy")).text()).toContain("<h1>lazy</h1>");
});

Deno.test("App.listen() serves at the port it is given", async () => {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<number>();
  const app = new App().get("/", (ctx) => ctx.text(ctx.info.remoteAddr.transport));
  await app.listen({
    port: 0,
    hostname: "127.0.0.1",
    signal: controller.signal,
    onListen: ({ port }) => resolve(port),
  });
  const res = await fetch(`http://127.0.0.1:${await promise}/`);
  expect(await res.text()).toBe("tcp");
  controller.abort();
});
