import type { Speech } from "@/lib/i18n/speech.ts";
import { IconLink } from "../ui/Button.tsx";
import { FindLink } from "./FindLink.tsx";
import type { RailPage } from "./Rail.tsx";

interface WaysProps {
  /** The page that is open, if it is no room. */
  page: RailPage | undefined;
  /** No other way to a search comes before it: that of the keyboard leads here. */
  first: boolean;
  /** Where Ctrl is ⌘. */
  apple: boolean;
  search: Speech<"search">;
  marks: Speech<"marks">;
}

/** The ways to messages of any room: found, called by, put aside. */
export function Ways({ page, first, apple, search, marks }: WaysProps) {
  return (
    <div class="ways">
      <FindLink speech={search} here={page === "search"} {...{ first, apple }} />
      <IconLink
        href="/mencoes"
        icon="at"
        label={marks.say("mentions")}
        here={page === "mentions"}
      />
      <IconLink
        href="/guardadas"
        icon="keep"
        label={marks.say("saved")}
        here={page === "saved"}
      />
    </div>
  );
}
