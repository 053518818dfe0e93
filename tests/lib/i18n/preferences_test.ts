import { expect } from "expect";
import { ownZone, PREFERENCE, preferenceCookie, preferencesOf } from "@/lib/i18n/preferences.ts";

Deno.test("preferencesOf reads theme and zone beside other cookies", () => {
  expect(preferencesOf("conexao=abc; conexao_theme=dark; conexao_zone=America/Recife"))
    .toEqual({ theme: "dark", locale: undefined, zone: "America/Recife", folded: false });
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
      folded: false,
    });
  }
});

Deno.test("preferencesOf knows the languages there are, and no others", () => {
  expect(preferencesOf("conexao_locale=es").locale).toBe("es");
  for (const cookie of ["conexao_locale=tlh", "conexao_locale=pt", "conexao_locale="]) {
    expect(preferencesOf(cookie).locale).toBe(undefined);
  }
});

Deno.test("preferenceCookie is what preferencesOf reads; without a value it forgets", () => {
  const set = preferenceCookie(PREFERENCE.locale, "en");
  expect(preferencesOf(set.split(";", 1)[0] ?? null).locale).toBe("en");
  expect(set).toMatch(/; Path=\/; Max-Age=31536000; SameSite=Lax$/);
  expect(preferenceCookie(PREFERENCE.theme, undefined)).toMatch(/^conexao_theme=; .*Max-Age=0;/);
});
