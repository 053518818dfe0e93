import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

interface ToDayProps {
  /** The room's address. */
  here: string;
  /** Milliseconds since the epoch: there is nothing of a later day. */
  now: number;
  page: Speech<"page">;
}

/** The way to what was said on a day. */
export function ToDay({ here, now, page }: ToDayProps) {
  const label = page.say("room.day");
  return (
    <details class="to-day">
      <summary class="ib" aria-label={label} title={label}>
        <Icon name="calendar" />
      </summary>
      <form action={here}>
        <label for="dia">{label}</label>
        <input
          id="dia"
          type="date"
          name="dia"
          max={page.dates.dayKey(now)}
          required
        />
        <button class="btn main" type="submit">{page.say("room.day.go")}</button>
      </form>
    </details>
  );
}
