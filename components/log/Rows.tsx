import type { ComponentChildren, VNode } from "preact";
import { useRef } from "preact/hooks";
import type { Message, SharedFile } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import type { Person } from "../ui/face.ts";
import { MessageRow, type StoredProps } from "../message/MessageRow.tsx";
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
  /** How the files of a message are shown; another function shows them in another way. */
  filesOf?: (message: WithFiles) => ComponentChildren;
  /** The message that the address names. */
  at?: number | undefined;
  /** What stands where newer messages are missing. */
  gap?: ComponentChildren;
  /** How it stands with an own message on its way; `told`: it says so for others, too. */
  standing?: ((unsent: Unsent, told: boolean) => Standing) | undefined;
}

/** Draws the row of a message. */
export type DrawRow = (props: StoredProps, key?: string) => VNode;

/** What the server's page gives its log: what remembers the rows that were drawn for others. */
export interface RowsContext {
  drawRow?: DrawRow;
}

const drawRow: DrawRow = (props, key) => <MessageRow key={key} {...props} />;

/** The log's rows, the same on the server and in the browser. */
export function Rows(props: RowsProps, context?: RowsContext) {
  const { rows, now, speech, gap } = props;
  const nameOf = namesIn(rows);
  const drawn = useDrawn();
  // Read so and not by a hook: preact's code for that would be the browser's alone to carry.
  const draw = context?.drawRow ?? drawRow;
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
          case "message":
            return drawStored(row, { props, nameOf, drawn, draw });
          case "unsent":
            return drawUnsent(row, props);
        }
      })}
    </>
  );
}

type Of<Kind> = Extract<Row, { kind: Kind }>;

interface Drawing {
  props: RowsProps;
  /** Another function is no reason to draw again. */
  nameOf: NameOf;
  drawn: Drawn;
  draw: DrawRow;
}

function drawStored({ key, message, grouped }: Of<"message">, drawing: Drawing) {
  const { props, nameOf, drawn, draw } = drawing;
  const { me, slug, speech, markupOf } = props;
  const quote = props.quoteOf?.(message);
  const quoteMarkup = quote ? markupOf?.(quote) : undefined;
  const markup = markupOf?.(message);
  const replies = props.repliesTo?.(message).length ?? 0;
  const shown = message.seq === props.at;
  const filesOf = message.files && props.filesOf;
  const of = [
    message,
    grouped,
    shown,
    // The server tells anew who one is with each connection.
    me.id,
    me.name,
    slug,
    speech,
    quote,
    quoteMarkup,
    markup,
    replies,
    filesOf,
  ];
  return drawn(key, of, () =>
    draw({
      own: message.author.id === me.id,
      toMe: message.mentions?.includes(me.id) ? me.name : undefined,
      ...{ message, grouped, shown, slug, speech, quote, quoteMarkup, markup, replies, nameOf },
      me: me.id,
      files: filesOf?.(message),
    }, key));
}

function drawUnsent({ key, unsent, grouped, told }: Of<"unsent">, props: RowsProps) {
  const { me, slug, speech, markupOf } = props;
  const quote = props.quoteOf?.(unsent);
  const standing = props.standing?.(unsent, told);
  return (
    <MessageRow
      key={key}
      {...{ unsent, grouped, me, slug, quote, speech }}
      markup={markupOf?.(unsent)}
      quoteMarkup={quote ? markupOf?.(quote) : undefined}
      files={props.filesOf?.(unsent)}
      stateText={standing?.text}
      state={standing?.view}
    />
  );
}

/** What was drawn under a key before, if it was drawn `of` the same; else what `draw` gives. */
type Drawn = (key: string, of: readonly unknown[], draw: () => VNode) => VNode;

/**
 * Remembers what was drawn last time. A log has hundreds of messages and most news are one more:
 * what is given again as it was is passed over without a look at what it is made of.
 */
function useDrawn(): Drawn {
  const kept = useRef(new Map<string, { of: readonly unknown[]; row: VNode }>());
  const before = kept.current;
  const now: typeof before = kept.current = new Map();
  return (key, of, draw) => {
    const known = before.get(key);
    const same = known && of.every((one, index) => one === known.of[index]);
    const one = same ? known : { of, row: draw() };
    now.set(key, one);
    return one.row;
  };
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
