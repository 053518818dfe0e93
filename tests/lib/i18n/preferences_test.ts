import { expect } from "expect";
import { ownZone, preferencesOf } from "@/lib/i18n/preferences.ts";

Deno.test("preferencesOf reads theme and zone beside other cookies", () => {
  expect(preferencesOf("conexao=abc; conexao_theme=dark; conexao_zone=America/Recife"))
    .toEqual({ theme: "dark", locale: undefined, zone: "America/Recife" });
});

Deno.test("preferencesOf takes what makes no sense for absent", () => {
  for (
    const cookie of [
      null,
      "",
      "conexao_theme=; conexao_zone=",
      'conexao_theme="><script>; conexao_zone=Lua/Cratera',
      "conexao_theme=DARK; conexao_zone=+03:17",
      `conexao_zone=${"A".repeat(5_000)}`,
    ]
  ) {
    expect(preferencesOf(cookie)).toEqual({
      theme: undefined,
      locale: undefined,
      zone: ownZone(),
    });
  }
});
