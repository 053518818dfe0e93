import { expect } from "expect";
import { ClientId } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";

Deno.test("client ids are of the form that the protocol wants, and never the same", () => {
  const ids = new Set(Array.from({ length: 1_000 }, newClientId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(ClientId.safeParse(id).success).toBe(true);
});
