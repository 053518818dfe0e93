import type { Ref } from "preact";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "./Icon.tsx";
import { roomName } from "./named.ts";
import { reasonFor } from "./reason.ts";
import { TypingLine } from "./TypingLine.tsx";

interface ComposerFormProps {
  speech: Speech<"chat">;
  room: Room;
  /** The id of the message that is about to be: one a page, so that sending twice is sending once. */
  clientId: string;
  /** What stands in the field. */
  text: string;
  /** Why the text was not taken: an error's code. */
  refusal: string | undefined;
  /** Length of what is written, in UTF-16 units. */
  length: number;
  /** What the field asks for. */
  prompt: string;
  area?: Ref<HTMLTextAreaElement>;
}

/** Units before the limit from which on it is told how many are left. */
const WARN_FROM = 500;

/** The form in which a message is written; it works by itself, and the script takes it over. */
export function ComposerForm(props: ComposerFormProps) {
  const { speech, room, clientId, text, refusal, length, prompt, area } = props;
  const bad = refusal !== undefined || length > LIMITS.body;
  return (
    <form class={bad ? "composer is-bad" : "composer"} method="post" action={`/r/${room.slug}`}>
      <input type="hidden" name="id" value={clientId} />
      <div class="row">
        <textarea
          id="escrever"
          name="body"
          rows={1}
          required
          placeholder={prompt}
          aria-label={composerLabel(room, speech)}
          aria-describedby="sob-escrever"
          aria-invalid={bad}
          defaultValue={asTyped(text)}
          ref={area ?? null}
        />
        <button type="submit" class="send" aria-label={speech.say("compose.send")}>
          <Icon name="up" />
        </button>
      </div>
    </form>
  );
}

/** What the field is for: "Escreva em #geral", "Escreva para Ana". */
export function composerLabel(room: Room, speech: Speech<"chat">): string {
  const name = roomName(room, speech.say("person.gone"));
  return speech.say(room.kind === "direct" ? "compose.direct" : "compose.label", { room: name });
}

interface UnderComposerProps extends Pick<ComposerFormProps, "speech" | "refusal" | "length"> {
  /** The others who are writing just now. */
  typists?: readonly string[];
  /** Seconds until the room takes another message of this person. */
  wait?: number | undefined;
}

/** The line below: what is wrong, else who writes; and what is left, how long to wait, or the keys. */
export function UnderComposer(
  { speech, refusal, length, typists = [], wait }: UnderComposerProps,
) {
  const left = LIMITS.body - length;
  const complaint = left < 0
    ? speech.say("compose.over", { n: -left, max: LIMITS.body })
    : refusal === undefined
    ? undefined
    : capital(reasonFor(refusal, LIMITS.body, speech));
  return (
    <div class="under" id="sob-escrever">
      <span role="alert">{complaint !== undefined && <Complaint text={complaint} />}</span>
      {complaint === undefined && <TypingLine names={typists} speech={speech} />}
      {complaint !== undefined
        ? null
        : wait !== undefined
        ? <span>{speech.say("slow.wait", { n: wait })}</span>
        : left <= WARN_FROM
        ? <span>{speech.say("compose.left", { n: left })}</span>
        : <span class="not-narrow scripted">{speech.say("compose.keys")}</span>}
    </div>
  );
}

function Complaint({ text }: { text: string }) {
  return (
    <span class="err">
      <Icon name="alert" small />
      {text}
    </span>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// HTML drops a line break right after the tag; the DOM does not.
function asTyped(text: string): string {
  return typeof document === "undefined" && text.startsWith("\n") ? `\n${text}` : text;
}
