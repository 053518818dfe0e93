import { expect } from "expect";
import { openapi } from "@/lib/chat/openapi.ts";
import { callsInRoutes } from "../../support/calls_in_routes.ts";

Deno.test("every call of the API is published, and no other", async () => {
  const { paths } = openapi() as { paths: Record<string, Record<string, unknown>> };
  const published = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
  );
  const calls = (await callsInRoutes()).filter((call) => call !== "GET /openapi.json");
  expect(calls.length).toBeGreaterThan(50);
  expect(published.toSorted()).toEqual(calls);
});

Deno.test("what stands in a path is published as its parameter", () => {
  const { paths } = openapi() as {
    paths: Record<string, Record<string, { parameters: { in: string; name: string }[] }>>;
  };
  for (const [path, methods] of Object.entries(paths)) {
    for (const { parameters } of Object.values(methods)) {
      const named = parameters.filter((one) => one.in === "path").map(({ name }) => `{${name}}`);
      expect([path, named]).toEqual([path, path.match(/\{\w+\}/g) ?? []]);
    }
  }
});

Deno.test("the frames are published as they go over the wire", () => {
  const text = JSON.stringify(openapi());
  for (const t of ["hello", "send", "pull", "ping", "welcome", "ack", "nack", "events", "reset"]) {
    expect(text).toContain(`"const":"${t}"`);
  }
  expect(text).toContain('"additionalProperties":{"type":"integer","minimum":0}');
});
