import { expect } from "expect";
import { Person } from "../support/person.ts";
import { rawGet, rawRequest } from "../support/raw_http.ts";
import { AloneSite } from "../support/sites.ts";

const POLICY: Readonly<Record<string, string>> = {
  "default-src": "'none'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "media-src": "'self' blob:",
  "connect-src": "'self'",
  "font-src": "'none'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "form-action": "'self'",
  "base-uri": "'none'",
  "frame-ancestors": "'none'",
  "object-src": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "conexao",
};

/** Where, with which headers, and the status there: every kind of answer there is. */
const ANSWERS: readonly [path: string, headers: readonly string[], status: number][] = [
  ["/", [], 200],
  ["/r/geral", [], 303],
  ["/nothing", [], 404],
  ["/r/%ff", [], 400],
  ["/api/v1/me", [], 401],
  ["/api/v1/nothing", [], 404],
  ["/ws", [], 401],
  ["/healthz", [], 200],
  ["/readyz", [], 200],
  ["/favicon.svg", [], 200],
  ["/styles/tokens.css", [], 200],
  ["/favicon.ico", [], 404],
  ["/api/v1/openapi.json", [], 200],
];

Deno.test("every answer carries the policy and its companions, errors too", async (t) => {
  await using site = await AloneSite.open();
  const { port } = site.instance;
  const host = `Host: 127.0.0.1:${port}`;
  for (const [path, more, status] of ANSWERS) {
    await t.step(`${path} (${status})`, async () => {
      const answer = await rawRequest(port, rawGet(path, [host, ...more]));
      const near = path === "/r/%ff" || path === "/r/geral";
      // What is wrong with the path may be told in more than one way, but never with a 500.
      if (near) expect(answer.status).toBeLessThan(500);
      else expect(answer.status).toBe(status);
      checkHeaders(answer.headers);
    });
  }
  await t.step("a foreign host (421)", async () => {
    const answer = await rawRequest(port, rawGet("/", ["Host: evil.com"]));
    expect(answer.status).toBe(421);
    checkHeaders(answer.headers);
  });
  await t.step("a foreign origin (403)", async () => {
    const head = [
      "POST / HTTP/1.1",
      host,
      "Origin: null",
      "Content-Length: 0",
      "Connection: close",
    ];
    const answer = await rawRequest(port, [...head, "", ""].join("\r\n"));
    expect(answer.status).toBe(403);
    checkHeaders(answer.headers);
  });
  await t.step("the room itself", async () => {
    const ana = await Person.named("Ana", site.url);
    const answer = await ana.ask("/r/geral");
    expect(answer.status).toBe(200);
    checkHeaders(new Map(answer.headers));
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const nonces = [...answer.text.matchAll(/<(?:script|style)\b[^>]*>/g)].map(([tag]) => tag);
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1];
    expect(nonces.length).toBeGreaterThan(0);
    for (const tag of nonces) expect(tag).toContain(`nonce="${nonce}"`);
    expect(answer.text).not.toMatch(/\son\w+=|\sstyle=|javascript:/i);
    const again = await ana.ask("/r/geral");
    expect(again.headers.get("content-security-policy")).not.toContain(String(nonce));
  });
});

function checkHeaders(headers: ReadonlyMap<string, string>): void {
  const told = headers.get("content-security-policy") ?? "";
  const policy = Object.fromEntries(
    told.split("; ").map((one) => {
      const cut = one.indexOf(" ");
      return [one.slice(0, cut), one.slice(cut + 1)];
    }),
  );
  const { "script-src": scripts, ...rest } = policy;
  expect(scripts).toMatch(/^'self'(?: 'nonce-[\w+/=-]{22,}')?$/);
  expect(rest).toEqual(POLICY);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headers.get("permissions-policy")).toBe(
    "camera=(self), microphone=(self), geolocation=()",
  );
  for (const none of ["strict-transport-security", "server", "x-powered-by"]) {
    expect([none, headers.get(none)]).toEqual([none, undefined]);
  }
}
