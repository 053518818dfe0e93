import { expect } from "expect";
import { Invalid, NotFound } from "@/lib/chat/errors.ts";
import type { Restoration } from "@/lib/chat/store.ts";
import type { Case } from "../case.ts";
import { deletion, draft, edit, newId, placed, say } from "../world.ts";
import { contentOf, sent } from "./file_scene.ts";
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
    name: "a part of a word finds it, also of one that is very long",
    async run({ store }) {
      const { ana, geral, found } = await searchScene(store);
      const long = `${"pneumo".repeat(20)}coniose`;
      await say(store, { author: ana, room: geral }, "a participação de todos", "o bolo", long);
      expect(await found(ana, "cipac")).toEqual(["a participação de todos"]);
      expect(await found(ana, "o")).toEqual([long, "o bolo", "a participação de todos"]);
      expect(await found(ana, "moconi")).toEqual([long]);
      expect(await found(ana, "pneumo".repeat(15))).toEqual([long]);
      expect(await found(ana, { words: [], phrases: [long] })).toEqual([long]);
    },
  },
  {
    name: "wild cards, quotes and what is no word at all mean themselves",
    async run({ store }) {
      const { ana, geral, found } = await searchScene(store);
      const bodies = ["100% certo", "a_b", "c:\\temp", "o'brien", "🎉 festa", "nada disso"];
      await say(store, { author: ana, room: geral }, ...bodies);
      expect(await found(ana, "%")).toEqual(["100% certo"]);
      expect(await found(ana, "a_b")).toEqual(["a_b"]);
      expect(await found(ana, "_")).toEqual(["a_b"]);
      expect(await found(ana, "c:\\temp")).toEqual(["c:\\temp"]);
      expect(await found(ana, "o'brien")).toEqual(["o'brien"]);
      expect(await found(ana, "🎉")).toEqual(["🎉 festa"]);
      expect(await found(ana, "\u0001*")).toEqual([]);
      expect(await found(ana, "*")).toEqual([]);
    },
  },
  {
    name: "a phrase is found in its order, as whole words, and what must not be there is not",
    async run({ store }) {
      const { ana, geral, found } = await searchScene(store);
      await say(
        store,
        { author: ana, room: geral },
        "bom dia",
        "dia bom",
        "bom diário",
        "Bom  dia!",
      );
      expect(await found(ana, { phrases: ["bom dia"] })).toEqual(["Bom  dia!", "bom dia"]);
      expect(await found(ana, { words: ["bom"], without: ["diar"] }))
        .toEqual(["Bom  dia!", "dia bom", "bom dia"]);
      expect(await found(ana, { words: ["bom"], without: ["bom"] })).toEqual([]);
    },
  },
  {
    name: "a search is narrowed by author, room, moment and what a message holds",
    async run({ store }) {
      const { ana, bruno, geral, cozinha, found } = await searchScene(store);
      await say(store, { author: ana, room: geral }, "veja http://192.168.0.7:3000");
      await say(store, { author: bruno, room: geral }, "rode `deno task start`", "veja bem");
      await say(store, { author: bruno, room: cozinha }, "veja o forno");
      expect(await found(bruno, { from: ana.id })).toEqual(["veja http://192.168.0.7:3000"]);
      expect(await found(bruno, { words: ["veja"], from: bruno.id, room: geral }))
        .toEqual(["veja bem"]);
      expect(await found(bruno, { has: ["link"] })).toEqual(["veja http://192.168.0.7:3000"]);
      expect(await found(bruno, { has: ["code"] })).toEqual(["rode `deno task start`"]);
      expect(await found(bruno, { has: ["link", "code"] })).toEqual([]);
      expect(await found(bruno, { has: ["file"] })).toEqual([]);
      expect(await found(bruno, { room: cozinha })).toEqual(["veja o forno"]);
      const [last] = (await store.messages.page(geral, { limit: 1 })).messages;
      const moment = Date.parse(last!.at);
      expect(await found(bruno, { words: ["bem"], after: moment })).toEqual(["veja bem"]);
      expect(await found(bruno, { words: ["bem"], before: moment + 1 })).toEqual(["veja bem"]);
      expect(await found(bruno, { words: ["bem"], before: moment })).toEqual([]);
      expect(await found(bruno, { words: ["bem"], after: moment + 1 })).toEqual([]);
    },
  },
  {
    name: "a message is found by its files: that it has some, of which kind, and their names",
    async run({ store }) {
      const { ana, bruno, geral: room, find, found, indexer } = await searchScene(store);
      const post = async (body: string, ...files: { name: string; type: string }[]) => {
        const ids: string[] = [];
        for (const { name, type } of files) {
          const content = contentOf(name, { type, width: undefined, height: undefined });
          ids.push((await sent(store, ana, { name, content })).id);
        }
        const change = await draft(store, { author: ana, room, body, files: ids });
        return placed((await store.messages.commit([change])).outcomes[0]).seq;
      };
      await say(store, { author: ana, room }, "o relatório vem");
      const paper = { name: "Relatório-final_v2.pdf", type: "application/pdf" };
      const photo = { name: "bolo.png", type: "image/png" };
      await post("aqui", paper);
      const seq = await post("", photo, { ...paper, name: "receita.pdf" });
      expect(await found(bruno, { has: ["file"] })).toEqual(["", "aqui"]);
      expect(await found(bruno, { has: ["image"] })).toEqual([""]);
      expect(await found(bruno, "relatorio")).toEqual(["aqui", "o relatório vem"]);
      expect(await found(bruno, { words: ["relatorio"], has: ["file"] })).toEqual(["aqui"]);
      expect(await found(bruno, "final_v2.pdf aqui")).toEqual(["aqui"]);
      expect(await found(bruno, { phrases: ["bolo png"] })).toEqual([]);
      expect(await found(bruno, "png receita")).toEqual([""]);
      expect(await found(bruno, { has: ["file"], without: ["bolo"] })).toEqual(["aqui"]);
      const { hits: [hit] } = await find(bruno, { words: ["bolo"] });
      expect(hit?.files?.map(({ name }) => name)).toEqual(["bolo.png", "receita.pdf"]);
      await store.messages.commit([await deletion(store, { author: ana, room, seq })]);
      // Not in the index yet; what is gone is not shown all the same.
      expect((await find(bruno, { words: ["bolo"] })).hits).toEqual([]);
      await indexer.catchUp();
      expect(await found(bruno, { has: ["file"] })).toEqual(["aqui"]);
      expect(await found(bruno, { has: ["image"] })).toEqual([]);
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
      expect(await found(author, { from: author.id })).toEqual(["o doce"]);
    },
  },
  {
    name: "a message that is restored is found again",
    async run({ store }) {
      const { ana: author, geral: room, found } = await searchScene(store);
      const [seq = 0] = await say(store, { author, room }, "o bolo");
      const gone = await deletion(store, { author, room, seq });
      await store.messages.commit([gone]);
      expect(await found(author, "bolo")).toEqual([]);
      const back: Restoration = { ...gone, kind: "restore", id: newId(), body: "o bolo" };
      await store.messages.commit([back]);
      expect(await found(author, "bolo")).toEqual(["o bolo"]);
    },
  },
  {
    name: "a cursor goes on where the last answer ended, without gap or repetition",
    async run({ store }) {
      const { ana: author, geral: room, found, find } = await searchScene(store);
      const bodies = Array.from({ length: 25 }, (_, n) => `bolo número ${n}`);
      await say(store, { author, room }, ...bodies);
      await found(author, "bolo");
      for (const order of ["newest", "best"] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const options = { limit: 10, ...(cursor === undefined ? {} : { cursor }) };
          const { hits, next } = await find(author, { words: ["bolo"], order }, options);
          seen.push(...hits.map(({ body }) => body));
          cursor = next;
        } while (cursor !== undefined);
        expect(seen).toEqual(bodies.toReversed());
        const cursorless = find(author, { words: ["bolo"], order }, { cursor: "1; drop table" });
        await expect(cursorless).rejects.toThrow(Invalid);
      }
    },
  },
  {
    name: "the best comes first: whole words before parts of them",
    async run({ store }) {
      const { ana: author, geral: room, found } = await searchScene(store);
      await say(store, { author, room }, "um sol", "girassol", "solar", "o resto");
      expect(await found(author, { words: ["sol"], order: "best" }))
        .toEqual(["um sol", "solar", "girassol"]);
      expect(await found(author, "sol")).toEqual(["solar", "girassol", "um sol"]);
    },
  },
  {
    name: "a part that stands in hundreds of words finds them all",
    async run({ store }) {
      const { ana: author, geral: room, found, find } = await searchScene(store);
      const words = (from: number, size: number) =>
        Array.from({ length: size }, (_, n) => `xis${from + n}zê`).join(" ");
      await say(store, { author, room }, words(0, 300), "nada", words(300, 300), "xisto");
      await found(author, "nada");
      const bodiesOf = async (word: string) =>
        (await find(author, { words: [word] })).hits.map(({ seq }) => seq);
      expect(await bodiesOf("xis")).toEqual([4, 3, 1]);
      expect(await bodiesOf("xis4")).toEqual([3, 1]);
      expect(await bodiesOf("xis59")).toEqual([3, 1]);
      expect(await bodiesOf("xis599")).toEqual([3]);
    },
  },
];
