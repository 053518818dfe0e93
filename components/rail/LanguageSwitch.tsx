import { LANGUAGES } from "./languages.ts";

interface LanguageSwitchProps {
  /** What the switch is called. */
  label: string;
  /** The language of this page. */
  locale: string;
  /** Where to come back to. */
  back: string;
}

/** The languages, as buttons: for those who are not signed in, and have no settings yet. */
export function LanguageSwitch({ label, locale, back }: LanguageSwitchProps) {
  return (
    <form class="languages" method="post" action="/idioma" aria-label={label}>
      <input type="hidden" name="de" value={back} />
      {LANGUAGES.filter(({ value }) => value !== locale).map((language) => (
        <button
          key={language.value}
          class="lnk"
          type="submit"
          name="locale"
          value={language.value}
          lang={language.value}
        >
          {language.label}
        </button>
      ))}
    </form>
  );
}
