import { expect } from "expect";
import { whyOf, wordsOf } from "@/islands/late/upload_words.ts";
import type { Upload } from "@/lib/client/upload.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const MB = 1_024 * 1_024;
const texts = new Speech<"files">({
  ...{ locale: "pt-BR", zone: "UTC" },
  texts: textsIn("pt-BR").files,
});

function words(change: Partial<Upload>): string {
  return wordsOf({
    ...{ key: "a", room: 1, name: "aula.mp4", size: 100 * MB, modified: 0, at: 0 },
    ...{ state: "sending", sent: 25 * MB, file: new Blob() },
    ...change,
  }, texts).replaceAll("\u00a0", " ");
}

Deno.test("how far a file is, how fast, and how long it takes still", () => {
  expect(words({})).toBe("25% de 100 MB");
  expect(words({ pace: 50 * MB })).toBe("25% · 50 MB/s");
  expect(words({ pace: 5 * MB })).toBe("25% · 5 MB/s · 15 s");
  expect(words({ pace: MB / 2 })).toBe("25% · 512 kB/s · 3 min");
  expect(words({ pace: MB / 256 })).toBe("25% · 4 kB/s · 6 h");
  expect(words({ sent: 100 * MB })).toBe("Conferindo");
});

Deno.test("what a file waits for", () => {
  expect(words({ state: "waiting", sent: 0 })).toBe("Na fila · 100 MB");
  expect(words({ state: "waiting", cut: true })).toBe("Sem resposta. Continua sozinho");
  expect(words({ state: "paused" })).toBe("Pausado em 25%");
  expect(words({ state: "paused", file: undefined })).toBe(
    "Escolha o arquivo de novo para continuar",
  );
  expect(words({ going: { id: "b", body: "" } })).toBe("Vai quando terminar · 25%");
  expect(words({ state: "whole", file: undefined })).toBe("100 MB");
});

Deno.test("a file that is almost there is not told to be there", () => {
  expect(words({ sent: 100 * MB - 1 })).toBe("99% de 100 MB");
});

Deno.test("why a file is refused is told by whose limit it is", () => {
  const why = (code: string, most?: number) =>
    words({ state: "failed", why: { code, most }, size: 3 * 1_024 * MB });
  expect(why("size", 2 * 1_024 * MB)).toBe("O arquivo tem 3 GB; aqui cabem 2 GB.");
  expect(why("left", 5 * MB)).toBe("O arquivo tem 3 GB; só cabem mais 5 MB.");
  const known = ["person", "server", "disk", "unauthenticated", "forbidden", "unreadable"];
  const told = [...known, "not_found", "size"].map((code) => why(code));
  expect(new Set(told).size).toBe(known.length + 1);
  expect(whyOf({ size: 1 } as Upload, texts)).toBe(texts.say("up.why.other"));
});
