import { App, type Context } from "fresh";
import { expect } from "expect";
import { captureConsole } from "./captured_console.ts";
import { Context as ContextClass } from "../../../lib/fresh/context.ts";
import { FakeServer } from "../../../lib/fresh/test_utils.ts";

const redirect = (to: string, status?: number) =>
  ContextClass.prototype.redirect(to, status).headers.get("Location");

async function answer(handler: (ctx: Context<unknown>) => Response | Promise<Response>) {
  return await new FakeServer(new App().get("/x", handler).handler()).get("/x");
}

Deno.test("ctx.redirect() keeps a path on this site", () => {
  expect(redirect("//evil.com//x?y=//z#//w")).toBe("/evil.com/x?y=//z#//w");
  expect(redirect("/\\evil.com")).toBe("/evil.com");
  expect(redirect("/\t/\n\\evil.com")).toBe("/evil.com");
  expect(redirect("/a\\b")).toBe("/a\\b");
  expect(redirect("/salas#a?b//c")).toBe("/salas#a?b//c");
  expect(redirect("https://deno.com//x")).toBe("https://deno.com//x");
  expect(ContextClass.prototype.redirect("/").status).toBe(302);
  expect(ContextClass.prototype.redirect("/", 303).status).toBe(303);
});

Deno.test("ctx.redirect() can be changed by middleware on its way out", () => {
  expect(() => ContextClass.prototype.redirect("/").headers.set("X-Ana", "1")).not.toThrow();
});

Deno.test("ctx.redirect() of a request for a part asks for a part again", async () => {
  const app = new App().get("/x", (ctx) => ctx.redirect("/y?a=1#b"));
  const res = await new FakeServer(app.handler()).get("/x?fresh-partial");
  expect(res.headers.get("Location")).toBe("/y?a=1&fresh-partial=true#b");
});

Deno.test("ctx.render() takes JSX or null, and nothing else", async () => {
  using _captured = captureConsole("error");
  const render = (...args: unknown[]) =>
    answer((ctx) => (ctx.render as (...args: unknown[]) => Promise<Response>)(...args));
  expect((await render()).status).toBe(500);
  expect((await render({})).status).toBe(500);
  expect((await render("text")).status).toBe(500);
  expect((await render(null)).status).toBe(200);
});

Deno.test("ctx.render() keeps status and headers, but not the content type", async () => {
  const res = await answer((ctx) =>
    ctx.render(<p>oi</p>, {
      status: 416,
      statusText: "Hm",
      headers: { "X-Ana": "1", "Content-Type": "text/plain" },
    })
  );
  expect([res.status, res.statusText, res.headers.get("X-Ana")]).toEqual([416, "Hm", "1"]);
  expect(res.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(await res.text()).toBe(
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><p>oi</p></body></html>',
  );
});

Deno.test("ctx.html(), text(), json() and stream() set their content types", async () => {
  const html = await answer((ctx) => ctx.html("<p>", { headers: { "X-Ana": "1" } }));
  expect(html.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(html.headers.get("X-Ana")).toBe("1");
  const text = await answer((ctx) => ctx.text("oi"));
  expect(text.headers.get("Content-Type")).toBe("text/plain;charset=UTF-8");
  const json = await answer((ctx) => ctx.json({ a: 1 }, { status: 201 }));
  expect([json.status, json.headers.get("Content-Type")]).toEqual([201, "application/json"]);
  const stream = await answer((ctx) =>
    ctx.stream(function* () {
      yield "pão ";
      yield "de queijo";
    })
  );
  expect(await stream.text()).toBe("pão de queijo");
});

Deno.test("ctx.route is the pattern that matched, with the base path", async () => {
  const routes: (string | null)[] = [];
  const app = new App({ basePath: "/chat" })
    .use((ctx) => {
      routes.push(ctx.route);
      return ctx.next();
    })
    .get("/salas/:id", (ctx) => ctx.text("ok"));
  const server = new FakeServer(app.handler());
  await server.get("/chat/salas/geral");
  await server.get("/chat/nada");
  expect(routes).toEqual(["/chat/salas/:id", null]);
});

Deno.test("ctx.state is a new object for each request, shared along its chain", async () => {
  const app = new App<{ hits?: number }>()
    .use((ctx) => {
      ctx.state.hits = (ctx.state.hits ?? 0) + 1;
      return ctx.next();
    })
    .get("/x", (ctx) => ctx.text(String(ctx.state.hits)));
  const server = new FakeServer(app.handler());
  const answers = await Promise.all([server.get("/x"), server.get("/x")]);
  expect(await Promise.all(answers.map((res) => res.text()))).toEqual(["1", "1"]);
});
