import type { Locale } from "@/lib/i18n/locale.ts";

/** The languages by the name that each has in itself. */
export const LANGUAGES: readonly { value: Locale; label: string }[] = [
  { value: "pt-BR", label: "Português" },
  { value: "en", label: "English" },
  { value: "es", label: "Español" },
];
