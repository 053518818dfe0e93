import { expect } from "expect";
import { byRank, nameRank } from "@/lib/client/name_rank.ts";

const order = (names: string[], typed: string) => byRank(names, typed, (name) => name);

Deno.test("the whole name comes before its beginning, that before a word of it, that before a part", () => {
  expect(order(["sala dos jogos", "jogos de mesa", "videojogos", "jogos"], "jogos"))
    .toEqual(["jogos", "jogos de mesa", "sala dos jogos", "videojogos"]);
});

Deno.test("accents and capitals make no difference, on either side", () => {
  expect(nameRank("Ação", "acao")).toBe(0);
  expect(nameRank("acao", "AÇÃO")).toBe(0);
  expect(nameRank("Grêmio Estudantil", "estu")).toBe(2);
});

Deno.test("letters with others between them are enough, in their order", () => {
  expect(order(["redes-2b", "bancada-4"], "bc4")).toEqual(["bancada-4"]);
  expect(order(["redes-2b"], "b2")).toEqual([]);
});

Deno.test("of those that fit as well the order stays", () => {
  expect(order(["banda", "bancada", "bando"], "ban")).toEqual(["banda", "bancada", "bando"]);
});
