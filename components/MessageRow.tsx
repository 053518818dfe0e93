import { Component, type ComponentChildren } from "preact";
import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { Markup } from "@/lib/markup/markup.ts";
import { coverSpoilers } from "@/lib/markup/plain_of.ts";
import type { Person } from "./face.ts";
import { Face, Name } from "./Face.tsx";
import { Icon } from "./Icon.tsx";
import { MessageText } from "./MessageText.tsx";
import type { Unsent } from "./rows.ts";

const LABEL_UNITS = 90;

interface MessageRowProps {
  message: Message;
  grouped: boolean;
  own: boolean;
  /** The reader's name, if the message calls them by it. */
  toMe?: string | undefined;
  /** What its text is made of, if it is more than text and that is known. */
  markup?: Markup | undefined;
  /** Where the room is; there, each message has a page of its own. */
  slug?: string | undefined;
  /** The address names it: it is marked, and has the focus. */
  shown?: boolean;
  speech: Speech<"chat">;
}

/** One message. Renders again only if it has changed: a log has hundreds. */
export class MessageRow extends Component<MessageRowProps> {
  override shouldComponentUpdate(next: MessageRowProps): boolean {
    const { message, grouped, own, toMe, markup, slug, speech } = this.props;
    return message !== next.message || grouped !== next.grouped || own !== next.own ||
      toMe !== next.toMe || markup !== next.markup || slug !== next.slug || speech !== next.speech;
  }

  override render(props: MessageRowProps) {
    const { message, grouped, own, toMe, markup, slug, shown, speech } = props;
    if (message.kind === "system") return <SystemRow message={message} speech={speech} />;
    const { deleted, editedAt } = message;
    return (
      <Frame
        {...{ grouped, own, speech }}
        author={message.author}
        at={message.at}
        text={deleted ? speech.say("message.deleted") : message.body}
        state={deleted ? "gone" : toMe === undefined ? "" : "to-me"}
        shown={shown}
        seq={message.seq}
        href={slug === undefined ? undefined : `/r/${slug}/${message.seq}/opcoes`}
      >
        <div class="txt">
          {deleted
            ? (
              <>
                <Icon name="trash" small />
                {speech.say("message.deleted")}
              </>
            )
            : <MessageText body={message.body} {...{ markup, toMe }} all={message.all} />}
          {editedAt && !deleted && <span class="edited">{speech.say("message.edited")}</span>}
        </div>
      </Frame>
    );
  }
}

interface UnsentRowProps {
  unsent: Unsent;
  me: Person;
  grouped: boolean;
  markup?: Markup | undefined;
  /** What to say of its state, if anything. */
  children: ComponentChildren;
  speech: Speech<"chat">;
}

/** One own message on its way; it looks sent until it takes long. */
export function UnsentRow({ unsent, me, grouped, markup, children, speech }: UnsentRowProps) {
  const state = unsent.state === "failed" ? "failed" : unsent.late ? "pending" : "";
  const at = new Date(unsent.at).toISOString();
  return (
    <Frame {...{ grouped, own: true, speech, author: me, at, text: unsent.body, state }}>
      <div class="txt">
        <MessageText body={unsent.body} markup={markup} />
      </div>
      {children}
    </Frame>
  );
}

interface FrameProps {
  author: Person;
  at: string;
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
      <a class="at-time" href={href} aria-label={speech.say("message.open", { time })}>
        <time dateTime={at} title={speech.dates.full(at)}>{time}</time>
      </a>
    );
  return (
    <article
      class={classes.join(" ")}
      aria-label={`${name}, ${time}: ${shortened(coverSpoilers(text))}`}
      data-seq={seq}
      tabIndex={seq === undefined ? undefined : -1}
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
      {seq !== undefined && (
        <button
          class="ib small more scripted"
          type="button"
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={speech.say("menu")}
        >
          <Icon name="more" small />
        </button>
      )}
    </article>
  );
}

function SystemRow({ message, speech }: { message: Message; speech: Speech<"chat"> }) {
  return (
    <p class="sys">
      <span dir="auto">{message.body}</span>
      <time class="at-time" dateTime={message.at}>{speech.dates.time(message.at)}</time>
    </p>
  );
}

function shortened(text: string): string {
  const line = text.slice(0, LABEL_UNITS).replace(/\s+/g, " ").toWellFormed();
  return text.length > LABEL_UNITS ? `${line}…` : line;
}
