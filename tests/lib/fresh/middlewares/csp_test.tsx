import { App, csp, type CSPOptions } from "fresh";
import { expect } from "expect";
import { FakeServer } from "../../../../lib/fresh/test_utils.ts";

function get(options: CSPOptions, path = "/page"): Promise<Response> {
  const app = new App()
    .use(csp(options))
    .get("/page", (ctx) => ctx.render(<script>ana()</script>))
    .get("/api", (ctx) => ctx.json({}));
  return new FakeServer(app.handler()).get(path);
}

const policyOf = (res: Response) => res.headers.get("Content-Security-Policy") ?? "";

Deno.test("csp sets its defaults, each replaced by an own directive of its name", async () => {
  expect(policyOf(await get({}))).toMatch(
    /^default-src 'self'; script-src .*frame-ancestors 'none'/,
  );
  const policy = policyOf(await get({ csp: ["connect-src 'self' ws:", "worker-src 'none'"] }));
  expect(policy).toContain("connect-src 'self' ws:; worker-src 'none'");
  expect(policy.match(/connect-src/g)?.length).toBe(1);
});

Deno.test("csp allows inline code by the nonce of the page, another one each time", async () => {
  const nonces = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const res = await get({ useNonce: true });
    const [, nonce = ""] = /script-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policyOf(res)) ?? [];
    expect(await res.text()).toContain(`<script nonce="${nonce}">`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

Deno.test("csp keeps 'unsafe-inline' for answers that were not rendered", async () => {
  expect(policyOf(await get({ useNonce: true }, "/api"))).toContain("'unsafe-inline'");
});

Deno.test("csp can report, and only report", async () => {
  const res = await get({ reportOnly: true, reportTo: "/reports" });
  expect(policyOf(res)).toBe("");
  expect(res.headers.get("Content-Security-Policy-Report-Only")).toContain("report-uri /reports");
  expect(res.headers.get("Reporting-Endpoints")).toBe('csp-endpoint="/reports"');
});
