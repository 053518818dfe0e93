import { expect } from "expect";
import { isOwnOrigin } from "@/lib/middlewares/origin_rule.ts";

const OWN = "http://192.168.0.7:8550";
const FOREIGN = [
  "http://192.168.0.7:3000",
  "https://192.168.0.7:8550",
  "http://evil.com",
  "http://evil.com:8550",
  "null",
];

function ask(method: string, headers: Record<string, string>, path = "/x"): boolean {
  const request = new Request(OWN + path, { method, headers });
  return isOwnOrigin(request, [OWN, "https://chat.escola.br"]);
}

for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
  Deno.test(`${method} passes from our own pages`, () => {
    expect(ask(method, { origin: OWN })).toBe(true);
    expect(ask(method, { origin: "https://chat.escola.br" })).toBe(true);
  });

  for (const origin of FOREIGN) {
    Deno.test(`${method} from ${origin} does not pass`, () => {
      expect(ask(method, { origin, "content-type": "application/json" })).toBe(false);
    });
  }
}

for (const origin of FOREIGN) {
  Deno.test(`a socket or a stream of events from ${origin} is not opened`, () => {
    expect(ask("GET", { origin, upgrade: "websocket" })).toBe(false);
    expect(ask("GET", { origin, accept: "text/event-stream" })).toBe(false);
  });
}

Deno.test("a poll is a channel however its path is written", () => {
  const paths = [
    "/api/v1/events",
    "/api/v1/events?wait=25",
    "//api//v1///events",
    "/api/v1/events/",
  ];
  for (const path of [...paths, "/x/../api/v1/events"]) {
    expect([path, ask("GET", { origin: "http://evil.com" }, path)]).toEqual([path, false]);
    expect([path, ask("GET", { origin: OWN }, path)]).toEqual([path, true]);
    expect([path, ask("GET", {}, path)]).toEqual([path, true]);
  }
  expect(ask("GET", { origin: "http://evil.com" }, "/api/v1/eventsource")).toBe(true);
});

Deno.test("a poll that a browser says is another page's is not answered", () => {
  for (
    const [site, open] of [["cross-site", false], ["same-site", false], ["none", true]] as const
  ) {
    const headers = { "sec-fetch-site": site };
    expect([site, ask("GET", headers, "/api/v1/events?wait=25")]).toEqual([site, open]);
    expect([site, ask("GET", headers)]).toEqual([site, true]);
  }
  expect(ask("GET", { "sec-fetch-site": "same-origin" }, "/api/v1/events")).toBe(true);
});

Deno.test("a page is read from anywhere: nothing changes by it", () => {
  expect(ask("GET", { origin: "http://evil.com" })).toBe(true);
});

Deno.test("a program names no origin: its JSON and its socket pass, a form does not", () => {
  expect(ask("POST", { "content-type": "application/json" })).toBe(true);
  expect(ask("GET", { upgrade: "websocket" })).toBe(true);
  for (
    const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
    ]
  ) {
    expect(ask("POST", { "content-type": type })).toBe(false);
  }
});

Deno.test("a bot brings its token itself, and is not asked", () => {
  expect(ask("POST", { origin: "http://evil.com", authorization: "Bearer x" })).toBe(true);
});
