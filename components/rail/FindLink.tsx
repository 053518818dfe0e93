import type { Speech } from "@/lib/i18n/speech.ts";
import { ariaChord, keyNames } from "../keys/key_names.ts";
import { Icon } from "../ui/Icon.tsx";

interface FindLinkProps {
  speech: Speech<"search">;
  /** It leads to the page that is open. */
  here: boolean;
  /** No other way to a search comes before it: that of the keyboard leads here. */
  first: boolean;
  /** Where Ctrl is ⌘. */
  apple: boolean;
}

/** The keys that go from here to any place; without a script there is the search. */
const CHORD = "Ctrl+K";

/** The way to the search, above the list of rooms. */
export function FindLink({ speech, here, first, apple }: FindLinkProps) {
  return (
    <a
      class="find"
      href="/busca"
      rel={first ? "search" : undefined}
      aria-current={here ? "page" : "false"}
      aria-keyshortcuts={[CHORD, ...first ? ["Ctrl+Shift+F"] : []].map(ariaChord).join(" ")}
      data-chord={CHORD}
      title={speech.say("find")}
    >
      <span class="sr">{speech.say("find")}</span>
      <Icon name="search" small />
      <span class="clip" aria-hidden="true">
        <span class="not-narrow">{speech.say("submit")}</span>
        <span class="only-narrow">{speech.say("find")}</span>
      </span>
      <kbd class="not-narrow scripted" aria-hidden="true">{keyNames(CHORD, apple).join(" ")}</kbd>
    </a>
  );
}
