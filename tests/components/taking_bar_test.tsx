import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { TakingBar } from "@/islands/late/TakingBar.tsx";
import type { Taking } from "@/lib/client/file_taker.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

function bar(taking: Taking | undefined): string {
  const texts = textsIn("pt-BR").taking;
  const speech = new Speech<"taking">({ locale: "pt-BR", texts, zone: "UTC" });
  return renderToString(<TakingBar {...{ taking, speech }} cancel={() => {}} />);
}

Deno.test("how far a file is, where that is known, and how much there is already where it is not", () => {
  const known = bar({ state: "coming", got: 1_536, size: 3_072 });
  expect(known).toContain("1,5 kB de 3 kB");
  expect(known).toMatch(/<progress [^>]*max="3072"[^>]*value="1536"/);
  const unknown = bar({ state: "coming", got: 1_536, size: undefined });
  expect(unknown).toContain("1,5 kB até agora");
  expect(unknown).not.toContain("value=");
});

Deno.test("the region that tells is there before there is anything to tell", () => {
  expect(bar(undefined)).toBe('<div class="sr"><p role="status"></p></div>');
  expect(bar({ state: "here", name: "geral.txt", got: 5 }))
    .toContain("Pronto: <bdi>geral.txt</bdi>, 5 bytes.");
  expect(bar({ state: "broken" })).toContain("Tente de novo.");
});
