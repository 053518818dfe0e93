import { LIMITS } from "@/lib/chat/limits.ts";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";

/** What is said of refusals on the settings page, by deed and code or field. */
export function settingsWords({ page, of }: PageSpeech): Record<string, string> {
  const texts = of("settings");
  const { passwordMin: min, password: max } = LIMITS;
  const kib = { n: LIMITS.picture / 1_024 };
  return {
    "rename.conflict": page.say("join.taken"),
    "rename.invalid": page.say("join.unfit"),
    "password.unauthenticated": texts.say("password.wrong"),
    "password.current": texts.say("password.wrong"),
    "password.password": texts.say("password.unfit", { min, max }),
    "picture.none": texts.say("looks.picture.none"),
    "picture.invalid": texts.say("looks.picture.unfit"),
    "picture.too_large": texts.say("looks.picture.large", kib),
    "erase.conflict": texts.say("delete.last"),
    "erase.unauthenticated": texts.say("delete.wrong"),
    "erase.invalid": texts.say("delete.wrong"),
  };
}
