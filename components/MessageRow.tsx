import { Component, type ComponentChildren } from "preact";
import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face, Name } from "./Face.tsx";
import { Icon } from "./Icon.tsx";
import { MessageText } from "./MessageText.tsx";
import type { Unsent } from "./rows.ts";

const LABEL_UNITS = 90;

interface MessageRowProps {
  message: Message;
  grouped: boolean;
  own: boolean;
  speech: Speech<"chat">;
}

/** One message. Renders again only if it has changed: a log has hundreds. */
export class MessageRow extends Component<MessageRowProps> {
  override shouldComponentUpdate(next: MessageRowProps): boolean {
    const { message, grouped, own, speech } = this.props;
    return message !== next.message || grouped !== next.grouped || own !== next.own ||
      speech !== next.speech;
  }

  override render({ message, grouped, own, speech }: MessageRowProps) {
    if (message.kind === "system") return <SystemRow message={message} speech={speech} />;
    const { deleted, editedAt } = message;
    return (
      <Frame
        {...{ grouped, own, speech }}
        author={message.author}
        at={message.at}
        text={deleted ? speech.say("message.deleted") : message.body}
        state={deleted ? "gone" : ""}
      >
        <div class="txt">
          {deleted
            ? (
              <>
                <Icon name="trash" small />
                {speech.say("message.deleted")}
              </>
            )
            : <MessageText body={message.body} />}
          {editedAt && !deleted && <span class="edited">{speech.say("message.edited")}</span>}
        </div>
      </Frame>
    );
  }
}

interface UnsentRowProps {
  unsent: Unsent;
  me: { id: number; name: string };
  grouped: boolean;
  /** What to say of its state, if anything. */
  children: ComponentChildren;
  speech: Speech<"chat">;
}

/** One own message on its way; it looks sent until it takes long. */
export function UnsentRow({ unsent, me, grouped, children, speech }: UnsentRowProps) {
  const state = unsent.state === "failed" ? "failed" : unsent.late ? "pending" : "";
  const at = new Date(unsent.at).toISOString();
  return (
    <Frame {...{ grouped, own: true, speech, author: me, at, text: unsent.body, state }}>
      <div class="txt">
        <MessageText body={unsent.body} />
      </div>
      {children}
    </Frame>
  );
}

interface FrameProps {
  author: { id: number; name: string };
  at: string;
  text: string;
  grouped: boolean;
  own: boolean;
  state: string;
  children: ComponentChildren;
  speech: Speech<"chat">;
}

function Frame({ author, at, text, grouped, own, state, children, speech }: FrameProps) {
  const name = own ? speech.say("message.you") : author.name;
  const time = speech.dates.time(at);
  const classes = ["msg", grouped ? "grouped" : "first", own && "own", state].filter(Boolean);
  const clock = (
    <time class="at-time" dateTime={at} title={speech.dates.full(at)}>
      {time}
    </time>
  );
  return (
    <article class={classes.join(" ")} aria-label={`${name}, ${time}: ${shortened(text)}`}>
      {!grouped && !own && <Face person={author} />}
      {grouped ? clock : (
        <header class="by">
          {own ? <b class="name">{name}</b> : <Name person={author} />}
          {clock}
        </header>
      )}
      {children}
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
