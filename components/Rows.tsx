import type { ComponentChildren } from "preact";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import type { Person } from "./face.ts";
import { MessageRow, UnsentRow } from "./MessageRow.tsx";
import type { Row } from "./rows.ts";
import { UnsentState } from "./UnsentState.tsx";

interface RowsProps {
  rows: readonly Row[];
  me: Person;
  /** Where the room is: each message has a page of its own below. */
  slug: string;
  /** Milliseconds since the epoch: what day is today. */
  now: number;
  speech: Speech<"chat">;
  /** What a text is made of, if it is more than text and that is known. */
  markupOf?: (message: { body: string }) => Markup | undefined;
  /** The message that the address names. */
  at?: number | undefined;
  /** What stands where newer messages are missing. */
  gap?: ComponentChildren;
  /** There is no connection. */
  cutOff?: boolean;
  retry?: (id: string) => void;
  edit?: (id: string) => void;
  discard?: (id: string) => void;
}

/** The log's rows, the same on the server and in the browser. */
export function Rows(props: RowsProps) {
  const { rows, me, slug, now, speech, markupOf, at, gap, cutOff = false } = props;
  const { retry, edit, discard } = props;
  return (
    <>
      {rows.map((row) => {
        switch (row.kind) {
          case "day":
            return (
              <div class="day" key={row.key}>
                <h2>
                  <time dateTime={row.day}>{speech.dates.dayName(row.at, now)}</time>
                </h2>
              </div>
            );
          case "fresh":
            return (
              <div class="fresh" key={row.key} id="novas">
                <h2>{speech.say("log.fresh", { n: row.n })}</h2>
              </div>
            );
          case "gap":
            return gap;
          case "message":
            return (
              <MessageRow
                key={row.key}
                message={row.message}
                grouped={row.grouped}
                own={row.message.author.id === me.id}
                toMe={row.message.mentions?.includes(me.id) ? me.name : undefined}
                markup={markupOf?.(row.message)}
                slug={slug}
                shown={row.message.seq === at}
                speech={speech}
              />
            );
          case "unsent":
            return (
              <UnsentRow
                key={row.key}
                unsent={row.unsent}
                grouped={row.grouped}
                markup={markupOf?.(row.unsent)}
                me={me}
                speech={speech}
              >
                <UnsentState
                  unsent={row.unsent}
                  told={row.last}
                  {...{ cutOff, speech, retry, edit, discard }}
                />
              </UnsentRow>
            );
        }
      })}
    </>
  );
}
