import type { ComponentChildren } from "preact";
import type { Message, SharedFile } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import type { Person } from "../ui/face.ts";
import { MessageRow } from "../message/MessageRow.tsx";
import type { NameOf } from "../message/Reactions.tsx";
import type { Standing } from "../message/UnsentState.tsx";
import { foldLines } from "./fold_lines.ts";
import type { Row, Unsent } from "./rows.ts";
import { SystemRow } from "./SystemRow.tsx";

/** A message that may have files; `seq` is its place, if it is stored. */
export interface WithFiles {
  seq?: number;
  files?: SharedFile[] | undefined;
}

interface RowsProps {
  rows: readonly Row[];
  me: Person;
  /** Where the room is: each message has a page of its own below. */
  slug: string;
  /** Milliseconds since the epoch: what day is today. */
  now: number;
  speech: Speech<"chat">;
  /** The message that another one answers, as far as it is known; `null`: the place tells it. */
  quoteOf?: (message: { replyTo?: number | undefined }) => Message | null | undefined;
  /** Where the answers to a message stand. */
  repliesTo?: (message: Message) => readonly number[];
  /** What a text is made of, if it is more than text and that is known. */
  markupOf?: (message: { body: string }) => Markup | undefined;
  /** How the files of a message are shown. */
  filesOf?: (message: WithFiles) => ComponentChildren;
  /** The message that the address names. */
  at?: number | undefined;
  /** What stands where newer messages are missing. */
  gap?: ComponentChildren;
  /** How it stands with an own message on its way; `told`: it says so for others, too. */
  standing?: ((unsent: Unsent, told: boolean) => Standing) | undefined;
}

/** The log's rows, the same on the server and in the browser. */
export function Rows(props: RowsProps) {
  const { rows, me, slug, now, speech, markupOf, at, gap } = props;
  const nameOf = namesIn(rows);
  return (
    <>
      {foldLines(rows).map((row) => {
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
          case "lines":
            return <SystemRow key={row.key} lines={row.lines} speech={speech} />;
          case "message": {
            const quote = props.quoteOf?.(row.message);
            return (
              <MessageRow
                key={row.key}
                message={row.message}
                grouped={row.grouped}
                own={row.message.author.id === me.id}
                toMe={row.message.mentions?.includes(me.id) ? me.name : undefined}
                markup={markupOf?.(row.message)}
                slug={slug}
                quote={quote}
                quoteMarkup={quote ? markupOf?.(quote) : undefined}
                replies={props.repliesTo?.(row.message).length ?? 0}
                me={me.id}
                nameOf={nameOf}
                files={props.filesOf?.(row.message)}
                shown={row.message.seq === at}
                speech={speech}
              />
            );
          }
          case "unsent": {
            const quote = props.quoteOf?.(row.unsent);
            const standing = props.standing?.(row.unsent, row.told);
            return (
              <MessageRow
                key={row.key}
                unsent={row.unsent}
                grouped={row.grouped}
                markup={markupOf?.(row.unsent)}
                {...{ me, slug, quote, speech }}
                quoteMarkup={quote ? markupOf?.(quote) : undefined}
                files={props.filesOf?.(row.unsent)}
                stateText={standing?.text}
                state={standing?.view}
              />
            );
          }
        }
      })}
    </>
  );
}

/** Those who wrote any of the rows, by their names. */
function namesIn(rows: readonly Row[]): NameOf {
  let names: Map<number, string> | undefined;
  return (id) => {
    names ??= new Map(
      rows.flatMap((row) =>
        row.kind === "message" ? [[row.message.author.id, row.message.author.name]] : []
      ),
    );
    return names.get(id);
  };
}
