import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

interface FindLinkProps {
  speech: Speech<"search">;
  /** It leads to the page that is open. */
  here: boolean;
  /** No other way to a search comes before it: that of the keyboard leads here. */
  first: boolean;
}

/** The way to the search, above the list of rooms. */
export function FindLink({ speech, here, first }: FindLinkProps) {
  return (
    <a
      class="find"
      href="/busca"
      rel={first ? "search" : undefined}
      aria-current={here ? "page" : "false"}
      aria-keyshortcuts={first ? "Control+Shift+F" : undefined}
    >
      <Icon name="search" small />
      {speech.say("submit")}
    </a>
  );
}
