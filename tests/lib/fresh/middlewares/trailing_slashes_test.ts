import { trailingSlashes } from "fresh";
import { expect } from "expect";
import { serveMiddleware } from "../../../../lib/fresh/test_utils.ts";

async function locationOf(mode: "always" | "never", path: string): Promise<string | null> {
  const server = serveMiddleware(trailingSlashes(mode), { next: () => new Response("ok") });
  return (await server.get(path)).headers.get("Location");
}

Deno.test("trailingSlashes redirects to the one form of a path, with its query", async () => {
  expect(await locationOf("always", "/salas?a=1")).toBe("/salas/?a=1");
  expect(await locationOf("always", "/salas/")).toBe(null);
  expect(await locationOf("never", "/salas/?a=1")).toBe("/salas?a=1");
  expect(await locationOf("never", "/salas")).toBe(null);
});

Deno.test("trailingSlashes leaves the root alone", async () => {
  expect(await locationOf("never", "/")).toBe(null);
  expect(await locationOf("always", "/")).toBe(null);
});
