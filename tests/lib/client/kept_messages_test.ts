import { expect } from "expect";
import { keptOf } from "@/lib/client/kept_messages.ts";
import { message } from "./world.ts";

Deno.test("of a room the last fifty messages are kept, in order, and what was deleted is not", () => {
  const all = Array.from({ length: 60 }, (_, n) => message(60 - n));
  const kept = keptOf([...all, message(61, { deleted: true, body: "" })]);
  expect(kept.length).toBe(50);
  expect([kept[0]?.seq, kept.at(-1)?.seq]).toEqual([11, 60]);
});

Deno.test("a file is kept by its name, and nobody's comings and goings", () => {
  const files = [{ id: "f".repeat(32), name: "mapa.png", size: 1, type: "image/png" }];
  const kept = keptOf([message(1, { files }), message(2, { kind: "system", body: "x" })]);
  expect(kept.map(({ name, body }) => [name, body])).toEqual([["Bruno", "mensagem 1\n[mapa.png]"]]);
});
