import { expect } from "expect";
import { isOurHost } from "@/lib/middlewares/host_rule.ts";

const ALLOWED = [".escola.br", "chat.exemplo.com"];

const OURS = [
  "192.168.0.7",
  "10.0.0.1",
  "[::1]",
  "[fe80::1]",
  "localhost",
  "pc7",
  "sala.local",
  "sala.local.",
  "pc7.lan",
  "app.localhost",
  "pc.home.arpa",
  "escola.br",
  "rede.escola.br",
  "chat.exemplo.com",
];

const FOREIGN = [
  "evil.com",
  "evil.com.",
  "local.evil.com",
  "notescola.br",
  "escola.br.evil.com",
  "x.chat.exemplo.com",
  "192.168.0.2.evil.com",
  "sala.local..",
  "",
];

for (const host of OURS) {
  Deno.test(`${host} is a host of ours`, () => expect(isOurHost(host, ALLOWED)).toBe(true));
}

for (const host of FOREIGN) {
  Deno.test(`${JSON.stringify(host)} is not a host of ours`, () => {
    expect(isOurHost(host, ALLOWED)).toBe(false);
  });
}

Deno.test("every spelling of an address is an address", () => {
  for (const spelling of ["3232235522", "0xC0A80002", "0300.0250.0.2"]) {
    expect(isOurHost(new URL(`http://${spelling}/`).hostname, [])).toBe(true);
  }
});

Deno.test("what stands before an @ is not the host", () => {
  expect(isOurHost(new URL("http://192.168.0.2:8550@evil.com/").hostname, [])).toBe(false);
});
