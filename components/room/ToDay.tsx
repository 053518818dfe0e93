import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Menu } from "../ui/Menu.tsx";

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
    <Menu id="ir-dia" icon="calendar" label={label}>
      <form action={here}>
        <label for="dia">{label}</label>
        <div class="in">
          <input id="dia" type="date" name="dia" max={page.dates.dayKey(now)} required />
        </div>
        <Button kind="main">{page.say("room.day.go")}</Button>
      </form>
    </Menu>
  );
}
