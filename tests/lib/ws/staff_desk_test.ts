import { expect } from "expect";
import { parseName } from "@/lib/chat/name.ts";
import type { SocketClient } from "../../support/socket_client.ts";
import { setScene } from "./hub_scene.ts";

const told = ({ heard }: SocketClient) => heard.filter(({ t }) => t === "waiting");

Deno.test("StaffDesk: who sees to the server hears of a knock and of its end, nobody else does", async () => {
  await using scene = await setScene();
  const { server, store, ana, bruno } = scene;
  const { id: actor } = ana.user;
  await store.moderation.setRole(actor, "moderator", { actor, action: "role", target: actor });
  const [hers, his] = [await server.enter(ana), await server.enter(bruno)];
  await server.clock.flow(3_000);
  expect(await hers.next("waiting")).toEqual({ t: "waiting", knocks: 0, reports: 0 });
  await store.server.knock(parseName("Davi"), {
    tokenHash: crypto.getRandomValues(new Uint8Array(32)),
    ...{ ttlSeconds: 60, device: "Firefox", address: "192.168.0.9" },
  });
  await server.clock.flow(1_100);
  expect(await hers.next("waiting")).toEqual({ t: "waiting", knocks: 1, reports: 0 });
  const [knock] = await store.server.knocks();
  await store.server.turnAway(knock!.id);
  await server.clock.flow(3_000);
  expect(await hers.next("waiting")).toEqual({ t: "waiting", knocks: 0, reports: 0 });
  await Promise.all([hers.settled(), his.settled()]);
  expect(told(hers)).toHaveLength(3);
  expect(told(his)).toEqual([]);
});

Deno.test("StaffDesk: who is a moderator no more hears no more", async () => {
  await using scene = await setScene();
  const { server, store, geral, ana, bruno } = scene;
  const { id: actor } = ana.user;
  const note = { actor, action: "role", target: actor } as const;
  await store.moderation.setRole(actor, "moderator", note);
  const hers = await server.enter(ana);
  await server.clock.flow(3_000);
  await hers.next("waiting");
  await store.moderation.setRole(actor, "member", note);
  await server.clock.flow(2_000);
  hers.post(geral, "feio");
  const { seq } = await hers.next("ack");
  await store.moderation.report({ room: geral, seq, reporter: bruno.user.id, reason: "" });
  await server.clock.flow(3_000);
  await hers.settled();
  expect(told(hers)).toHaveLength(1);
});
