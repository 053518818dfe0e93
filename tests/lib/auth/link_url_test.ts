import { expect } from "expect";
import { inviteUrl, originFor } from "@/lib/auth/link_url.ts";

const ADDRESSES = ["http://localhost:8550", "http://192.168.0.14:8550"];

function callerAt(address: string, secure = false) {
  return { headers: new Headers(), secure, url: new URL(address), address: "192.168.0.9" };
}

Deno.test("links for others begin with what the owner gives out", () => {
  const whereabouts = { publicUrl: new URL("https://chat.escola.br"), addresses: ADDRESSES };
  expect(originFor(callerAt("http://sala.lan:8550/x"), whereabouts)).toBe("https://chat.escola.br");
});

Deno.test("or with what the request came to, behind a proxy with its scheme", () => {
  const whereabouts = { publicUrl: undefined, addresses: ADDRESSES };
  expect(originFor(callerAt("http://sala.lan:8550/x"), whereabouts)).toBe("http://sala.lan:8550");
  expect(originFor(callerAt("http://sala.lan/x", true), whereabouts)).toBe("https://sala.lan");
});

Deno.test("but not with what only this machine calls itself", () => {
  const own = ["http://localhost:8550", "http://127.0.0.1:8550", "http://[::1]:8550"];
  for (const address of [...own, "http://sala.localhost:8550"]) {
    const whereabouts = { publicUrl: undefined, addresses: ADDRESSES };
    expect(originFor(callerAt(address), whereabouts)).toBe("http://192.168.0.14:8550");
  }
  const alone = { publicUrl: undefined, addresses: ["http://127.0.0.1:8550"] };
  expect(originFor(callerAt("http://127.0.0.1:8550"), alone)).toBe("http://127.0.0.1:8550");
});

Deno.test("a code stands in an invitation whatever is in it", () => {
  expect(inviteUrl("sala 7/ñ?", "http://sala.lan")).toBe(
    "http://sala.lan/convite/sala%207%2F%C3%B1%3F",
  );
});
