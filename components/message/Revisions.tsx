import type { Speech } from "@/lib/i18n/speech.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { MessageText } from "./MessageText.tsx";
import { Group } from "../ui/Section.tsx";

interface RevisionsProps {
  /** Oldest first; each stood until `at`. */
  revisions: readonly { body: string; at: string }[];
  /** Milliseconds since the epoch. */
  now: number;
  marks: Speech<"marks">;
}

/** What a message said before it was changed, the latest text first. */
export function Revisions({ revisions, now, marks }: RevisionsProps) {
  if (revisions.length === 0) return null;
  return (
    <Group id="edicoes" title={marks.say("revisions")} n={revisions.length}>
      <ol class="revisions">
        {revisions.toReversed().map(({ body, at }) => (
          <li key={at}>
            <time dateTime={at} title={marks.dates.full(at)}>
              {marks.say("revision.until", { time: marks.dates.moment(Date.parse(at), now) })}
            </time>
            <div class="txt">
              <MessageText body={body} markup={markupOf({ body })} />
            </div>
          </li>
        ))}
      </ol>
    </Group>
  );
}
