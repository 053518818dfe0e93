import type { ComponentChildren } from "preact";
import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import type { Person } from "../ui/face.ts";
import { Face, Name } from "../ui/Face.tsx";
import { Icon } from "../ui/Icon.tsx";
import { MessageText } from "./MessageText.tsx";
import { oneLine } from "./one_line.ts";
import { Quote } from "./Quote.tsx";
import { type NameOf, Reactions } from "./Reactions.tsx";
import type { Unsent } from "../log/rows.ts";
import { SystemRow } from "../log/SystemRow.tsx";

/** What is needed to show what a message answers. */
interface QuoteProps {
  /** Where the room is; there, each message has pages of its own. */
  slug: string;
  /** The message that is answered, as far as that is known; `null`: the place tells it. */
  quote?: Message | null | undefined;
  quoteMarkup?: Markup | undefined;
  speech: Speech<"chat">;
}

/** A stored message, and how it is shown to whom. */
export interface StoredProps extends QuoteProps {
  message: Message;
  grouped: boolean;
  own: boolean;
  /** The reader's name, if the message calls them by it. */
  toMe?: string | undefined;
  /** What its text is made of, if it is more than text and that is known. */
  markup?: Markup | undefined;
  /** It stands on its own page, among all that can be done with it. */
  alone?: boolean;
  /** How many answer it. */
  replies?: number;
  /** The reader. */
  me?: number;
  nameOf?: NameOf;
  /** Its files, as they are shown. */
  files?: ComponentChildren;
  /** The address names it: it is marked, and has the focus. */
  shown?: boolean;
}

interface UnsentProps extends QuoteProps {
  unsent: Unsent;
  me: Person;
  grouped: boolean;
  markup?: Markup | undefined;
  files?: ComponentChildren;
  /** What to say of its state to whoever only hears it; `undefined`: it looks sent. */
  stateText?: string | undefined;
  /** The same for the eye, and what can be done. */
  state?: ComponentChildren;
}

/**
 * One message, stored or an own one on its way. It is one component for both, so that the element
 * stays when it is stored, with what is selected or plays in it.
 */
export function MessageRow(props: StoredProps | UnsentProps) {
  return "unsent" in props ? frameUnsent(props) : frameStored(props);
}

function frameStored(props: StoredProps) {
  const { message, grouped, own, toMe, markup, slug, shown, alone = false, speech } = props;
  if (message.kind === "system") return <SystemRow lines={[message]} speech={speech} />;
  const { deleted } = message;
  return (
    <Frame
      {...{ grouped, own, speech }}
      author={message.author}
      at={message.at}
      text={labelOf(props)}
      state={deleted ? "gone" : callsMe(props) ? "to-me" : ""}
      shown={shown}
      seq={message.seq}
      href={alone ? undefined : `/r/${slug}/${message.seq}/opcoes`}
    >
      {!deleted && <Answered {...props} seq={message.replyTo} />}
      <div class="txt">
        {deleted
          ? (
            <>
              <Icon name="trash" small />
              {speech.say("message.deleted")}
            </>
          )
          : <MessageText body={message.body} {...{ markup, toMe }} all={message.all} />}
        {!deleted && <Marks {...props} />}
      </div>
      {props.files}
      {!alone && <Answers {...props} />}
    </Frame>
  );
}

// It looks sent until it takes long. What it shows stands where it will when it is stored.
function frameUnsent(props: UnsentProps) {
  const { unsent, me, grouped, markup, files, stateText, speech } = props;
  const state = unsent.state === "failed" ? "failed" : unsent.late ? "pending" : "";
  const at = new Date(unsent.at).toISOString();
  const text = [oneLine(unsent, markup), stateText].filter(Boolean).join(", ");
  return (
    <Frame {...{ grouped, own: true, speech, author: me, at, text, state }}>
      <Answered {...props} seq={unsent.replyTo} />
      <div class="txt">
        <MessageText body={unsent.body} markup={markup} />
      </div>
      {files}
      {props.state}
    </Frame>
  );
}

/** It is meant for the reader. */
function callsMe({ toMe, message, own }: StoredProps): boolean {
  return toMe !== undefined || message.all === true && !own;
}

/** What it answers, unless the place tells that. */
function Answered(
  { seq, slug, quote, quoteMarkup, speech }: { seq: number | undefined } & QuoteProps,
) {
  if (!seq || quote === null) return null;
  return <Quote {...{ seq, slug, speech }} origin={quote} markup={quoteMarkup} />;
}

/** That it was changed, or is kept in view; each leads to more of that. */
function Marks({ message, slug, speech }: StoredProps) {
  const { editedAt, pinned, seq } = message;
  return (
    <>
      {editedAt && (
        <a class="edited" href={`/r/${slug}/${seq}/opcoes#edicoes`} data-act="revisions">
          {speech.say("message.edited")}
        </a>
      )}
      {pinned && (
        <a class="edited" href={`/r/${slug}/fixadas`} data-act="pins">
          <Icon name="pin" small />
          {speech.say("message.pinned")}
        </a>
      )}
    </>
  );
}

/** What others have made of it. */
function Answers(props: StoredProps) {
  const { message: { reactions, seq }, slug, replies, me, nameOf, speech } = props;
  return (
    <>
      {reactions && me && nameOf && (
        <Reactions {...{ reactions, me, nameOf, speech }} href={`/r/${slug}/${seq}/opcoes`} />
      )}
      {replies
        ? (
          <a class="thread-of" href={`/r/${slug}/${seq}/respostas`} data-act="thread">
            <Icon name="thread" small />
            {speech.say("replies", { n: replies })}
          </a>
        )
        : null}
    </>
  );
}

/** What a screen reader says of it, after whose it is and when it was written. */
function labelOf(props: StoredProps): string {
  const { message, markup, speech } = props;
  const { deleted, editedAt, pinned, reactions = [] } = message;
  if (deleted) return speech.say("message.deleted");
  return [
    oneLine(message, markup),
    ...reactions.map(({ emoji, n }) => `${emoji} ${n}`),
    callsMe(props) && speech.say("message.calls"),
    editedAt && speech.say("message.edited"),
    pinned && speech.say("message.pinned"),
  ].filter(Boolean).join(", ");
}

interface FrameProps {
  author: Person;
  at: string;
  /** What the message says, in one line. */
  text: string;
  grouped: boolean;
  own: boolean;
  state: string;
  shown?: boolean | undefined;
  /** Its place in the room, once it is stored. */
  seq?: number;
  /** The message's own page. */
  href?: string | undefined;
  children: ComponentChildren;
  speech: Speech<"chat">;
}

function Frame(props: FrameProps) {
  const { author, at, text, grouped, own, state, shown, seq, href, children, speech } = props;
  const gone = speech.say("person.gone");
  const name = own ? speech.say("message.you") : author.name || gone;
  const time = speech.dates.time(at);
  const classes = ["msg", grouped ? "grouped" : "first", own && "own", state, shown && "shown"]
    .filter(Boolean);
  const clock = href === undefined
    ? <time class="at-time" dateTime={at} title={speech.dates.full(at)}>{time}</time>
    : (
      <a
        class="at-time"
        href={href}
        data-act="show"
        aria-label={speech.say("message.open", { time })}
      >
        <time dateTime={at} title={speech.dates.full(at)}>{time}</time>
      </a>
    );
  return (
    <article
      class={classes.join(" ")}
      aria-label={`${name}, ${time}: ${text}`}
      data-seq={seq}
      tabIndex={-1}
      autofocus={shown}
    >
      {!grouped && !own && <Face person={author} />}
      {grouped ? clock : (
        <header class="by">
          {own ? <b class="name">{name}</b> : <Name person={author} gone={gone} />}
          {clock}
        </header>
      )}
      {children}
    </article>
  );
}
