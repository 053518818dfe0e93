import { expect } from "expect";
import { openapi } from "@/lib/chat/openapi.ts";

const ROUTES = new URL("../../../routes/api/v1/", import.meta.url);

async function routesIn(folder: URL, path = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) found.push(...await routesIn(new URL(`${name}/`, folder), `${path}/${name}`));
    else found.push(`${path}/${name.replace(/\.ts$/, "")}`.replace(/\/index$/, ""));
  }
  return found.map((route) => route.replace(/\[(\w+)\]/g, "{$1}"));
}

Deno.test("every call of the API is published, and no other", async () => {
  const { paths } = openapi() as { paths: Record<string, unknown> };
  const routes = (await routesIn(ROUTES)).filter((route) => route !== "/openapi.json");
  expect(Object.keys(paths).toSorted()).toEqual(routes.toSorted());
});

Deno.test("the frames are published as they go over the wire", () => {
  const text = JSON.stringify(openapi());
  for (const t of ["hello", "send", "pull", "ping", "welcome", "ack", "nack", "events", "reset"]) {
    expect(text).toContain(`"const":"${t}"`);
  }
  expect(text).toContain('"additionalProperties":{"type":"integer","minimum":0}');
});
