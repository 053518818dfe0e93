import { App, HttpError } from "fresh";
import { expect } from "expect";
import { devErrorOverlay } from "../../../../../../lib/fresh/dev/middlewares/error_overlay/middleware.tsx";
import { FakeServer } from "../../../../../../lib/fresh/test_utils.ts";
import { captureConsole } from "../../../captured_console.ts";

function serve(mode: "development" | "production"): FakeServer {
  const app = new App({ mode })
    .use(devErrorOverlay())
    .onError("/forno", (ctx) => ctx.html(`<p>${ctx.error}</p>`, { status: 503 }))
    .get("/queimado", () => {
      throw new Error("queimou");
    })
    .get("/forno", () => {
      throw new HttpError(503, "frio");
    })
    .get("/longe", () => {
      throw new HttpError(404);
    });
  return new FakeServer(app.handler());
}

async function look(server: FakeServer, path: string, accept = "text/html"): Promise<string> {
  using _captured = captureConsole("error");
  const res = await server.get(path, { headers: { accept } });
  return `${res.status} ${await res.text()}`;
}

Deno.test("devErrorOverlay lies on top of the answer to an error, thrown or handled", async () => {
  const server = serve("development");
  const frame = '<iframe id="fresh-error-overlay" src="/_frsh/error_overlay?message=';
  expect(await look(server, "/queimado")).toContain(
    `500 <pre>Internal server error</pre>${frame}queimou`,
  );
  expect(await look(server, "/forno")).toContain(`503 <p>HttpError: frio</p>${frame}frio`);
});

Deno.test("devErrorOverlay leaves alone what is no fault, no page, or not in development", async () => {
  const server = serve("development");
  expect(await look(server, "/longe")).toBe("404 Not Found");
  expect(await look(server, "/queimado", "application/json")).toBe("500 Internal server error");
  expect(await look(serve("production"), "/queimado")).toBe("500 Internal server error");
});
