import { capital } from "@/lib/i18n/capital.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Told } from "../ui/Told.tsx";

interface ExportHeadProps {
  name: string;
  topic: string;
  /** When, where and by whom it was taken out: names are isolated. */
  source: string;
  texts: Speech<"export">;
}

/** What stands at the top of a room in a file; the search shows itself where a script runs. */
export function ExportHead({ name, topic, source, texts }: ExportHeadProps) {
  return (
    <header class="head">
      <h1>
        <bdi>{name}</bdi>
      </h1>
      {topic !== "" && <p dir="auto">{topic}</p>}
      <p>
        <Told text={source} />
      </p>
      {/* The end of the file takes it away. */}
      <p class="broken" role="alert">{texts.say("broken")}</p>
      <search hidden>
        <input
          type="search"
          aria-label={texts.say("find")}
          placeholder={texts.say("find")}
          autocomplete="off"
          dir="auto"
        />
        <output data-say={texts.say("find.n", { n: "{n}", all: "{all}" })} />
      </search>
    </header>
  );
}

/** The name of a day in a file. */
export function ExportDay({ at, texts }: { at: string; texts: Speech<"export"> }) {
  return (
    <h2>
      <time dateTime={texts.dates.dayKey(at)}>{dateName(at, texts)}</time>
    </h2>
  );
}

/** The date in full, whatever the day is now. */
function dateName(at: string, { locale, dates: { zone: timeZone } }: Speech<"export">): string {
  return capital(
    new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone }).format(new Date(at)),
  );
}
