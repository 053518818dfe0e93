import { expect } from "expect";
import { isSameView, panelHash, type PanelPlace, panelPlaceIn } from "@/lib/client/panel_place.ts";

Deno.test("what the panel shows is written into the address, and read from it", () => {
  const places: PanelPlace[] = [
    { view: "sala" },
    { view: "pessoas" },
    { view: "arquivos" },
    { view: "fixadas" },
    { view: "busca" },
    { view: "busca", words: "bolo & café #3" },
    { view: "respostas", seq: 42 },
  ];
  expect(places.map((place) => panelPlaceIn(panelHash(place)))).toEqual(places);
});

Deno.test("an address that asks for nothing that there is opens no panel", () => {
  const others = ["", "#", "#salas", "#painel", "#painel=", "#painel=tudo", "#outro=sala"];
  const nowhere = ["#painel=respostas", "#painel=respostas&de=0", "#painel=respostas&de=1e3"];
  expect([...others, ...nowhere].map(panelPlaceIn)).toEqual(Array(10).fill(undefined));
});

Deno.test("only a search has words, and only answers have a message", () => {
  expect(panelPlaceIn("#painel=pessoas&q=ana&de=3")).toEqual({ view: "pessoas" });
});

Deno.test("two searches are one view, the answers to two messages are two", () => {
  const answers: PanelPlace = { view: "respostas", seq: 1 };
  expect(isSameView({ view: "busca", words: "a" }, { view: "busca", words: "b" })).toBe(true);
  expect(isSameView(answers, { view: "respostas", seq: 2 })).toBe(false);
  expect(isSameView(undefined, answers)).toBe(false);
});
