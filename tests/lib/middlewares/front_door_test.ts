import { expect } from "expect";
import { frontDoor } from "@/lib/middlewares/front_door.ts";
import { jsonLog } from "@/lib/telemetry/json_log.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "192.168.0.9", port: 50_000 },
  completed: Promise.resolve(),
};
const PROXY: Deno.ServeHandlerInfo = {
  ...INFO,
  remoteAddr: { transport: "tcp", hostname: "10.0.0.1", port: 50_000 },
};

const lines: string[] = [];
const enter = frontDoor(answer, {
  allowedHosts: [],
  publicUrl: new URL("https://chat.escola.br"),
  trustProxy: ["10.0.0.1"],
  log: jsonLog("info", (line) => lines.push(line)),
});

function answer(request: Request): Response {
  if (new URL(request.url).pathname === "/go") return Response.redirect("http://pc7/");
  return new Response("<p>oi", { headers: { "content-type": "text/html; charset=utf-8" } });
}

Deno.test("a foreign host is told so in three languages, and the variable is named", async () => {
  const response = await enter(new Request("http://evil.com:8550/"), INFO);
  const page = await response.text();
  expect(response.status).toBe(421);
  for (const lang of ["pt-BR", "en", "es"]) expect(page).toContain(`lang="${lang}"`);
  expect(page).toContain("ALLOWED_HOSTS");
});

Deno.test("a program at a foreign host gets JSON", async () => {
  const response = await enter(new Request("http://evil.com/api/v1/me"), INFO);
  expect(response.status).toBe(421);
  expect((await response.json()).error.code).toBe("forbidden");
});

Deno.test("the host of PUBLIC_URL is ours, and so is its origin", async () => {
  const headers = { origin: "https://chat.escola.br" };
  const request = new Request("http://chat.escola.br/", { method: "POST", headers });
  expect((await enter(request, INFO)).status).toBe(200);
});

Deno.test("https behind a proxy of ours counts, from anybody else it does not", async () => {
  const headers = { origin: "https://pc7", "x-forwarded-proto": "https" };
  const request = () => new Request("http://pc7/", { method: "POST", headers });
  expect((await enter(request(), PROXY)).status).toBe(200);
  expect((await enter(request(), INFO)).status).toBe(403);
});

Deno.test("every answer carries the security headers, refusals and redirects too", async () => {
  for (const url of ["http://pc7/", "http://pc7/go", "http://evil.com/"]) {
    const { headers } = await enter(new Request(url), INFO);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
    expect(headers.has("strict-transport-security")).toBe(false);
  }
});

Deno.test("a page is never kept by a browser", async () => {
  const { headers } = await enter(new Request("http://pc7/"), INFO);
  expect(headers.get("cache-control")).toBe("no-store");
});

Deno.test("a refusal at the door is one line of the log, and an answer is none", async () => {
  lines.length = 0;
  await enter(new Request("http://pc7/"), INFO);
  expect(lines).toEqual([]);
  await enter(new Request("http://evil.com/segredo?token=1"), INFO);
  expect(lines.length).toBe(1);
  expect(lines[0]).not.toMatch(/segredo|token|evil/);
});
