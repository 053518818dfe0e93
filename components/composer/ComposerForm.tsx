import type { ComponentChildren, Ref } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import { roomName } from "../rail/named.ts";

interface ComposerFormProps {
  speech: Speech<"chat">;
  room: Room;
  /** The id of the message that is about to be: one a page, so that sending twice is sending once. */
  clientId: string;
  /** What stands in the field. */
  text: string;
  /** What is written cannot be sent. */
  bad: boolean;
  /** What the field asks for. */
  prompt: string;
  /** What stands above the field. */
  children?: ComponentChildren;
  area?: Ref<HTMLTextAreaElement>;
}

/** The form, by its `id`: what belongs to it may stand elsewhere. */
export const COMPOSER = "compor";

/** What is wrong with what is written, by its `id`. */
const WRONG = "errado";

/** The form in which a message is written; it works by itself, and the script takes it over. */
export function ComposerForm(props: ComposerFormProps) {
  const { speech, room, clientId, text, bad, prompt, area, children } = props;
  return (
    <form
      class={bad ? "composer is-bad" : "composer"}
      method="post"
      action={`/r/${room.slug}`}
      id={COMPOSER}
    >
      <input type="hidden" name="id" value={clientId} />
      {children}
      <div class="row">
        <a
          class="ib"
          href={`/r/${room.slug}/enviar`}
          data-attach
          aria-keyshortcuts="Control+U Meta+U"
          aria-label={speech.say("compose.attach")}
        >
          <Icon name="plus" />
        </a>
        <textarea
          dir="auto"
          id="escrever"
          name="body"
          rows={1}
          required
          // With fingers it breaks the line.
          enterkeyhint="enter"
          placeholder={prompt}
          aria-label={composerLabel(room, speech)}
          aria-describedby={WRONG}
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

interface UnderComposerProps {
  /** What is wrong. */
  complaint: ComponentChildren;
  /** Who is writing. */
  typing?: ComponentChildren;
  /** What there is to know besides. */
  children: ComponentChildren;
}

/**
 * The line below. Its regions are there before there is anything to tell, whoever fills them: what
 * comes together with its region is not told.
 */
export function UnderComposer({ complaint, typing, children }: UnderComposerProps) {
  return (
    <div class="under">
      <span role="alert" id={WRONG}>{complaint}</span>
      <div class="typing" role="status">{typing}</div>
      {children}
    </div>
  );
}

/** What the keys do, which leads to where that is chosen. */
export function Keys(
  { speech, enterBreaks }: { speech: Speech<"chat">; enterBreaks: boolean },
) {
  return (
    <a
      class="not-narrow scripted"
      href="/ajustes#escrever"
      title={speech.say("compose.keys.change")}
    >
      {speech.say(enterBreaks ? "compose.keys.breaks" : "compose.keys")}
    </a>
  );
}

// HTML drops a line break right after the tag; the DOM does not.
function asTyped(text: string): string {
  return typeof document === "undefined" && text.startsWith("\n") ? `\n${text}` : text;
}
