import { expect } from "expect";
import { askedFiles, hrefOf, listOf } from "../../routes/(_pages)/files_query.ts";

function asked(query: string) {
  return askedFiles(new URLSearchParams(query));
}

Deno.test("Files: an address asks for a kind, an order, a person, a name, a page", () => {
  const query = asked("tipo=imagem&ordem=maiores&de=7&nome=+quadro+&pagina=3");
  expect(listOf(query)).toEqual({
    ...{ text: "quadro", kind: "image", from: 7, order: "largest", limit: 50, offset: 100 },
  });
  expect(hrefOf("/r/geral/arquivos", query))
    .toBe("/r/geral/arquivos?nome=quadro&tipo=imagem&de=7&ordem=maiores&pagina=3");
});

Deno.test("Files: what an address cannot mean counts as not said", () => {
  for (
    const query of [
      "",
      "tipo=__proto__&ordem=constructor&de=-1&pagina=0",
      "tipo=image&de=1e9&pagina=x",
    ]
  ) {
    expect(listOf(asked(query))).toEqual({
      ...{ text: "", kind: undefined, from: undefined, order: "newest", limit: 50, offset: 0 },
    });
    expect(hrefOf("/a", asked(query))).toBe("/a");
  }
});

Deno.test("Files: nobody leafs for ever, and a name is no longer than a name", () => {
  expect(listOf(asked("pagina=999999999")).offset).toBe(199 * 50);
  expect(listOf(asked(`nome=${"a".repeat(9_000)}`)).text.length).toBe(255);
});
