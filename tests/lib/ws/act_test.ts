import { expect } from "expect";
import { RateLimited } from "@/lib/chat/errors.ts";
import { act, type Actor, type Deed } from "@/lib/ws/act.ts";
import { encodeNack } from "@/lib/ws/nack.ts";
import { newId } from "../../support/new_id.ts";
import { setScene } from "./hub_scene.ts";

async function stage() {
  const scene = await setScene();
  const actor: Actor = { user: scene.ana.user, pending: 0, refuse: encodeNack };
  const send = (changes: Partial<Extract<Deed, { t: "send" }>> = {}): Deed => ({
    ...{ t: "send", id: newId(), room: scene.geral, body: "oi" },
    ...changes,
  });
  return { scene, actor, send, chat: scene.server.chat };
}

Deno.test("act() answers what was done with its ack", async () => {
  const { scene, actor, send, chat } = await stage();
  await using _ = scene;
  const deed = send();
  const answer = act(deed, actor, { chat, draining: false });
  expect(actor.pending).toBe(1);
  expect(JSON.parse(await answer)).toMatchObject({ t: "ack", id: deed.id, room: deed.room });
  expect(actor.pending).toBe(0);
});

Deno.test("act() answers what cannot be done with a nack that names it", async () => {
  const { scene, actor, send, chat } = await stage();
  await using _ = scene;
  const deed = send({ room: 1_000 });
  expect(JSON.parse(await act(deed, actor, { chat, draining: false }))).toEqual({
    ...{ t: "nack", re: "send", id: deed.id, room: 1_000, code: "not_found", retry: false },
    message: "Cannot find the room",
  });
  expect(actor.pending).toBe(0);
});

Deno.test("act() asks to be asked again when the server stops, or too much is under way", async () => {
  const { scene, actor, send, chat } = await stage();
  await using _ = scene;
  const stopping = JSON.parse(await act(send(), actor, { chat, draining: true }));
  expect(stopping).toMatchObject({ t: "nack", code: "unavailable", retry: true });
  actor.pending = 256;
  const busy = JSON.parse(await act(send(), actor, { chat, draining: false }));
  expect(busy).toMatchObject({ t: "nack", code: "rate_limited", retry: true });
  expect(busy.afterMs).toBe(new RateLimited(1_000).afterMs);
  expect(actor.pending).toBe(256);
  const { messages } = await scene.store.messages.page(scene.geral, { limit: 10 });
  expect(messages).toEqual([]);
});
