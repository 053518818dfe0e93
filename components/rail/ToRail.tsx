import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

interface ToRailProps {
  /** How much is unread in other rooms. */
  elsewhere: number;
  /** The list is folded away. */
  folded: boolean;
  /** The page itself. */
  here: string;
  speech: Speech<"rail">;
}

/**
 * The way to the list of rooms, which tells whether there is something new: on a phone a link to
 * the drawer, elsewhere what folds the list away and out again.
 */
export function ToRail({ elsewhere, folded, here, speech }: ToRailProps) {
  const news = elsewhere > 0 ? `, ${speech.say("unread", { n: elsewhere })}` : "";
  const label = `${speech.say("label")}${news}`;
  const dot = <i class="dot" hidden={elsewhere === 0} />;
  return (
    <>
      <a class="ib only-narrow to-rail" href="#salas" aria-label={label} aria-controls="salas">
        <Icon name="menu" />
        {dot}
      </a>
      <form class="fold not-narrow" method="post" action="/lateral">
        <input type="hidden" name="de" value={here} />
        <button
          class="ib to-rail"
          type="submit"
          name="rail"
          value={folded ? "open" : "closed"}
          aria-label={label}
          aria-expanded={!folded}
          aria-controls="salas"
        >
          <Icon name="side" />
          {dot}
        </button>
      </form>
    </>
  );
}
