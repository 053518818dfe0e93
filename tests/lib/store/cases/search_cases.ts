import { expect } from "expect";
import { NotFound } from "@/lib/chat/errors.ts";
import type { Case } from "../case.ts";
import { deletion, edit, say } from "../world.ts";
import { searchScene } from "./search_scene.ts";

export const searchCases: readonly Case[] = [
  {
    name: "a message is found by its words, whatever their accents and case, the newest first",
    async run({ store }) {
      const { ana, geral, found } = await searchScene(store);
      await say(store, { author: ana, room: geral }, "Ação!", "outra coisa", "a AÇÃO de ontem");
      expect(await found(ana, "acao")).toEqual(["a AÇÃO de ontem", "Ação!"]);
      expect(await found(ana, "ontem acao")).toEqual(["a AÇÃO de ontem"]);
      expect(await found(ana, "acao coisa")).toEqual([]);
      expect(await found(ana, "nunca")).toEqual([]);
    },
  },
  {
    name: "a part of a word finds it",
    async run({ store }) {
      const { ana, geral, found } = await searchScene(store);
      await say(store, { author: ana, room: geral }, "a participação de todos", "o bolo");
      expect(await found(ana, "cipac")).toEqual(["a participação de todos"]);
      expect(await found(ana, "o")).toEqual(["o bolo", "a participação de todos"]);
    },
  },
  {
    name: "only rooms that one is in are searched, and none that one has left",
    async run({ store }) {
      const { ana, bruno, geral, cozinha, found, find } = await searchScene(store);
      await say(store, { author: bruno, room: cozinha }, "o bolo é surpresa");
      await say(store, { author: bruno, room: geral }, "que bolo?");
      expect((await found(bruno, "bolo")).sort()).toEqual(["o bolo é surpresa", "que bolo?"]);
      expect(await found(ana, "bolo")).toEqual(["que bolo?"]);
      expect(await found(ana, "surpresa")).toEqual([]);
      await expect(find(ana, { words: ["bolo"], room: cozinha })).rejects.toThrow(NotFound);
      await store.rooms.dismiss(geral, ana.id);
      expect(await found(ana, "bolo")).toEqual([]);
      await expect(find(ana, { words: ["bolo"], room: geral })).rejects.toThrow(NotFound);
    },
  },
  {
    name: "an edited message is found by its present words alone, a deleted one by none",
    async run({ store }) {
      const { ana: author, geral: room, found, find } = await searchScene(store);
      const [first] = await say(store, { author, room }, "o bolo", "o doce");
      expect(await found(author, "bolo")).toEqual(["o bolo"]);
      const change = await edit(store, { author, room, seq: first!, body: "a torta" });
      await store.messages.commit([change]);
      // Not in the index yet; what is gone is not shown all the same.
      expect((await find(author, { words: ["bolo"] })).hits).toEqual([]);
      expect(await found(author, "torta")).toEqual(["a torta"]);
      expect(await found(author, "bolo")).toEqual([]);
      await store.messages.commit([await deletion(store, { author, room, seq: first! })]);
      expect((await find(author, { words: ["torta"] })).hits).toEqual([]);
      expect(await found(author, "torta")).toEqual([]);
      expect(await found(author, "doce")).toEqual(["o doce"]);
    },
  },
];
