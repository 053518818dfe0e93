import type { Message } from "@/lib/chat/model.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { Name } from "../ui/Face.tsx";
import { MessageText } from "../message/MessageText.tsx";
import { oneLine } from "../message/one_line.ts";
import { sizeName } from "../ui/size_name.ts";
import { Told } from "../ui/Told.tsx";
import { toldLine } from "../log/told_line.ts";

interface ExportedMessageProps {
  message: Message;
  /** What it answers, as far as that is known. */
  origin: Message | undefined;
  texts: Speech<"export">;
  chat: Speech<"chat">;
}

/** A message in a file that is read by itself: it leads nowhere but to other places of the file. */
export function ExportedMessage(props: ExportedMessageProps) {
  const { message, chat } = props;
  const { seq, at, author, kind, body, deleted, reactions = [], files = [] } = message;
  const time = <time dateTime={at}>{chat.dates.time(at)}</time>;
  if (kind === "system") {
    return (
      <p class="sys" id={`m${seq}`}>
        <span>
          <Told text={toldLine([message], chat, isolate)} />
        </span>{" "}
        {time}
      </p>
    );
  }
  return (
    <article id={`m${seq}`}>
      <header>
        <Name person={author} gone={chat.say("person.gone")} /> <a href={`#m${seq}`}>{time}</a>
        <Notes {...props} />
      </header>
      {message.replyTo !== undefined && <Quote {...props} to={message.replyTo} />}
      {deleted ? <p class="gone">{chat.say("message.deleted")}</p> : (
        <div class="txt">
          <MessageText body={body} markup={markupOf(message)} />
        </div>
      )}
      {files.length > 0 && (
        <ul class="files">
          {files.map(({ id, name, size }) => (
            <li key={id}>
              <bdi>{name}</bdi> <small>{sizeName(size, chat.locale)}</small>
            </li>
          ))}
        </ul>
      )}
      {reactions.length > 0 && (
        <ul class="reacts">
          {reactions.map(({ emoji, n }) => <li key={emoji}>{emoji} {n}</li>)}
        </ul>
      )}
    </article>
  );
}

function Notes({ message: { editedAt, deleted, pinned }, texts }: ExportedMessageProps) {
  return (
    <>
      {editedAt && !deleted && <small>{texts.say("edited")}</small>}
      {pinned && <small>{texts.say("pinned")}</small>}
    </>
  );
}

function Quote({ origin, to, texts, chat }: ExportedMessageProps & { to: number }) {
  return (
    <a class="quote" href={`#m${to}`}>
      {origin === undefined ? texts.say("reply.gone") : (
        <>
          <Name person={origin.author} gone={chat.say("person.gone")} />{" "}
          <span dir="auto">
            {origin.deleted ? chat.say("message.deleted") : oneLine(origin, markupOf(origin))}
          </span>
        </>
      )}
    </a>
  );
}
