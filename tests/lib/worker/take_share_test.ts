import { expect } from "expect";
import { isShare, takeShare } from "@/lib/worker/take_share.ts";

function shared(fields: Record<string, string>): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return new Request("https://chat.lan/compartilhar", { method: "POST", body });
}

Deno.test("a share is a form with files; our own form there is none", () => {
  expect(isShare(shared({ text: "oi" }))).toBe(true);
  const own = new URLSearchParams({ body: "oi", room: "1" });
  expect(isShare(new Request("https://chat.lan/compartilhar", { method: "POST", body: own })))
    .toBe(false);
  const other = new Request("https://chat.lan/sair", { method: "POST", body: new FormData() });
  expect(isShare(other)).toBe(false);
});

Deno.test("what is shared leads to where the room is chosen, each part said once", async () => {
  const { status, headers } = await takeShare(
    shared({ title: "Receita", text: "bolo", url: "bolo" }),
  );
  const url = new URL(headers.get("location") ?? "");
  expect([status, url.pathname, url.searchParams.get("text")])
    .toEqual([303, "/compartilhar", "Receita\nbolo"]);
});

Deno.test("a long text does not outgrow an address", async () => {
  const { headers } = await takeShare(shared({ text: "a".repeat(100_000) }));
  expect(new URL(headers.get("location") ?? "").searchParams.get("text")?.length).toBe(4_000);
});
