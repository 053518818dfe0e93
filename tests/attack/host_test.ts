import { connect } from "node:http2";
import { expect } from "expect";
import { askForSocket, rawGet, rawRequest } from "../support/raw_http.ts";
import { AloneSite } from "../support/sites.ts";

/** The Host header, and what it gets; `:8550` stands for whatever port. */
const HOSTS: readonly [host: string, status: number][] = [
  ["localhost", 200],
  ["localhost:8550", 200],
  ["127.0.0.1:8550", 200],
  ["192.168.0.2:8550", 200],
  ["3232235522", 200],
  ["[::1]", 200],
  ["[fe80::1]:8550", 200],
  ["pc7", 200],
  ["pc7:8550", 200],
  ["sala.local", 200],
  ["sala.lan", 200],
  ["chat.home.arpa", 200],
  ["a.b.internal", 200],
  ["x.localhost", 200],
  ["evil.com", 421],
  ["evil.com:8550", 421],
  ["Evil.COM.", 421],
  ["evil.com..", 421],
  ["192.168.0.2.evil.com", 421],
  ["localhost.evil.com", 421],
  ["evil.local.com", 421],
  ["notlocal", 200],
  ["escola.br", 421],
  ["xlocal.", 200],
];

Deno.test("a name that anybody on the Internet can own is answered with 421", async (t) => {
  await using site = await AloneSite.open();
  const { port } = site.instance;
  for (const [host, status] of HOSTS) {
    await t.step(`Host: ${host} gets ${status}`, async () => {
      const answer = await rawRequest(port, rawGet("/", [`Host: ${host}`]));
      expect(answer.status).toBe(status);
      if (status === 421) {
        expect(answer.body).toContain("ALLOWED_HOSTS");
        expect(answer.body).toMatch(/lang="pt-BR"[\s\S]*lang="en"[\s\S]*lang="es"/);
      }
    });
  }

  await t.step("a target that names another host counts, whatever the header says", async () => {
    const foreign = rawGet("http://evil.com/", ["Host: localhost"]);
    expect((await rawRequest(port, foreign)).status).toBe(421);
  });

  await t.step("a host that is none, or hides behind a user name, is not served", async () => {
    for (
      const host of ["a b<script>", "192.168.0.2:8550@evil.com", "a:b@localhost", "%00", "<x>"]
    ) {
      const answer = await rawRequest(port, rawGet("/", [`Host: ${host}`]));
      expect([host, [400, 421].includes(answer.status)]).toEqual([host, true]);
      expect(answer.body).not.toContain("<script>");
    }
  });

  await t.step(
    "without a host, which no browser sends, the address it came to is meant",
    async () => {
      expect([200, 400]).toContain((await rawRequest(port, rawGet("/", []))).status);
    },
  );

  await t.step("HTTP/2 names its host elsewhere, and is asked all the same", async () => {
    expect(await statusOverHttp2(port, "evil.com:8550")).toBe(421);
    expect(await statusOverHttp2(port, "sala.local")).toBe(200);
  });

  await t.step("every path asks: the API, files, the socket", async () => {
    const paths = ["/api/v1/me", "/favicon.svg", "/healthz", "/nothing", "/styles/base.css"];
    for (const path of [...paths, "/api/v1/events", "/api/v1/events?wait=25", "/api/v1/frames"]) {
      const answer = await rawRequest(port, rawGet(path, ["Host: evil.com"]));
      expect([path, answer.status]).toEqual([path, 421]);
    }
    expect((await askForSocket(port, ["Host: evil.com"])).status).toBe(421);
  });
});

Deno.test("the owner's names are ours: ALLOWED_HOSTS with all below a dot, and PUBLIC_URL", async (t) => {
  await using site = await AloneSite.open({
    ALLOWED_HOSTS: ".escola.br, chat.example",
    PUBLIC_URL: "https://conversa.example",
  });
  const table: [host: string, status: number][] = [
    ["escola.br", 200],
    ["chat.escola.br", 200],
    ["a.b.Escola.BR.", 200],
    ["evilescola.br", 421],
    ["escola.br.evil.com", 421],
    ["chat.example", 200],
    ["x.chat.example", 421],
    ["conversa.example", 200],
    ["www.conversa.example", 421],
  ];
  for (const [host, status] of table) {
    await t.step(`Host: ${host} gets ${status}`, async () => {
      const answer = await rawRequest(site.instance.port, rawGet("/", [`Host: ${host}`]));
      expect(answer.status).toBe(status);
    });
  }
});

async function statusOverHttp2(port: number, authority: string): Promise<number> {
  const session = connect(`http://127.0.0.1:${port}`);
  try {
    return await new Promise((resolve, reject) => {
      session.on("error", reject);
      const request = session.request({ ":path": "/", ":authority": authority });
      request.on("response", (headers) => resolve(Number(headers[":status"])));
      request.on("error", reject);
      request.resume();
      request.end();
    });
  } finally {
    session.close();
  }
}
