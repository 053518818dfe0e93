import { expect } from "expect";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/chat/errors.ts";
import { openChatWorld, say, signUp } from "./chat_world.ts";

Deno.test("who is renamed is so wherever they wrote, and their old name is kept for them", async () => {
  await using world = await openChatWorld();
  const { store, chat, people, ana, bruno, geral } = world;
  const seq = await say(world, ana, { room: geral, body: "oi" });
  const moved: number[] = [];
  chat.onMove((user) => moved.push(user));
  expect(await people.rename(ana, "Ana Clara")).toMatchObject({ id: ana.id, name: "Ana Clara" });
  expect(moved).toEqual([ana.id]);
  const message = await chat.message(bruno.id, { room: geral, seq });
  expect(message.author.name).toBe("Ana Clara");
  await expect(people.rename(bruno, "ANA")).rejects.toThrow(Conflict);
  await expect(signUp(store, "Ana")).rejects.toThrow(Conflict);
  await expect(people.rename(bruno, "sistema")).rejects.toThrow(Invalid);
  expect(await people.rename({ ...ana, name: "Ana Clara" }, "Ana")).toMatchObject({ name: "Ana" });
});

Deno.test("people are found by a part of their name, by those who share a room with them", async () => {
  await using world = await openChatWorld();
  const { store, rooms, people, ana, bruno, geral } = world;
  const dora = await signUp(store, "Dora");
  const names = async (query?: string) => (await people.search(ana, query)).map((one) => one.name);
  expect(await names()).toContain("Dora");
  expect(await names("dor")).toEqual(["Dora"]);
  expect(await names("xyz")).toEqual([]);
  expect(await people.find(ana, dora.id)).toMatchObject({ name: "Dora" });
  await rooms.leave(dora, geral);
  expect(await names("dor")).toEqual([]);
  await expect(people.find(ana, dora.id)).rejects.toThrow(NotFound);
  await expect(people.picture(bruno, dora.id)).rejects.toThrow(NotFound);
});

Deno.test("the list of all people is for those who see to the server", async () => {
  await using world = await openChatWorld();
  const { store, rooms, people, ana, geral } = world;
  const host = await signUp(store, "Helena", "host");
  const dora = await signUp(store, "Dora");
  await rooms.leave(dora, geral);
  await expect(people.residents(ana)).rejects.toThrow(Forbidden);
  const all = await people.residents(host);
  expect(all.map(({ user }) => user.name)).toContain("Dora");
  expect(await people.residents(host, { query: "DORA" })).toMatchObject([
    { user: { id: dora.id }, wrote: false, hasPassword: false },
  ]);
});

Deno.test("what people choose is theirs, and stays", async () => {
  await using world = await openChatWorld();
  const { people, ana, bruno } = world;
  const before = await people.preferences(bruno);
  expect(await people.prefer(ana, { hue: 7, readsPrivate: true })).toMatchObject({
    hue: 7,
    readsPrivate: true,
  });
  expect(await people.prefer(ana, { hue: undefined })).toMatchObject({ readsPrivate: true });
  expect((await people.preferences(ana)).hue).toBe(undefined);
  expect(await people.preferences(bruno)).toEqual(before);
});
