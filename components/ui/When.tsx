import type { Dates } from "@/lib/i18n/dates.ts";
import type { Locale } from "@/lib/i18n/locale.ts";
import { relativeName } from "@/lib/i18n/relative_name.ts";

interface WhenProps {
  /** Milliseconds since the epoch. */
  at: number;
  now: number;
  speech: { dates: Dates; locale: Locale };
}

/** When it was: "há 5 minutos", which goes on with the time; what is further away, by its date. */
export function When({ at, now, speech: { dates, locale } }: WhenProps) {
  const relative = relativeName(at, now, locale);
  const iso = new Date(at).toISOString();
  return (
    <time dateTime={iso} title={dates.full(iso)} data-relative={relative !== undefined}>
      {relative ?? dates.moment(at, now)}
    </time>
  );
}
