import { App, csrf, type CsrfOptions } from "fresh";
import { expect } from "expect";

const SITE = "http://192.168.1.20:8000";

async function statusOf(
  method: string,
  headers: Record<string, string>,
  options?: CsrfOptions,
): Promise<number> {
  const app = new App().use(csrf(options)).all("/", () => new Response("ok"));
  return (await app.handler()(new Request(SITE, { method, headers }))).status;
}

Deno.test("csrf lets through what changes nothing", async () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    expect(await statusOf(method, { origin: "http://evil.example" })).toBe(200);
  }
});

Deno.test("csrf compares the origin, with its port, where browsers send nothing else", async () => {
  expect(await statusOf("POST", { origin: SITE })).toBe(200);
  for (const origin of ["http://192.168.1.20:9000", "http://192.168.1.20", "null", "http://a"]) {
    expect(await statusOf("POST", { origin })).toBe(403);
  }
  expect(await statusOf("POST", {})).toBe(200);
});

Deno.test("csrf believes Sec-Fetch-Site", async () => {
  const from = (site: string) => ({ "sec-fetch-site": site });
  expect(await statusOf("POST", from("same-origin"))).toBe(200);
  expect(await statusOf("PUT", from("none"))).toBe(200);
  expect(await statusOf("DELETE", from("same-site"))).toBe(403);
  expect(await statusOf("POST", from("cross-site"))).toBe(403);
  expect(await statusOf("POST", { ...from("cross-site"), origin: SITE })).toBe(200);
});

Deno.test("csrf takes trusted origins as a string, a list or a function", async () => {
  const origin = "https://escola.example";
  const trusted: CsrfOptions["origin"][] = [origin, [origin], (it) => it === origin];
  for (const option of trusted) {
    const options = { origin: option } as CsrfOptions;
    expect(await statusOf("POST", { origin }, options)).toBe(200);
    expect(await statusOf("POST", { origin: "https://evil.example" }, options)).toBe(403);
  }
});
