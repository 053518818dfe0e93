import { useSignal } from "@preact/signals";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import { reasonFor } from "./reason.ts";

interface ReplyFormProps {
  /** What was begun here before. */
  text: string;
  typed: (text: string) => void;
  send: (text: string) => void;
  /** Whether a key sends, as the person wishes it. */
  sends: (event: KeyboardEvent) => boolean;
  speech: Speech<"chat">;
}

/** One line to answer in, which grows; what sends is as in the room. */
export function ReplyForm({ text: first, typed, send, sends, speech }: ReplyFormProps) {
  const text = useSignal(first);
  const change = (next: string) => {
    text.value = next;
    typed(next);
  };
  const over = text.value.length > LIMITS.body;
  function submit(event: Event): void {
    event.preventDefault();
    if (over || text.value.trim() === "") return;
    send(text.value);
    change("");
  }
  return (
    <div class="foot">
      <form class={over ? "composer is-bad" : "composer"} onSubmit={submit}>
        <div class="row">
          <textarea
            dir="auto"
            rows={1}
            value={text.value}
            placeholder={speech.say("tools.reply")}
            aria-label={speech.say("tools.reply")}
            aria-invalid={over}
            // With fingers it breaks the line.
            enterkeyhint="enter"
            onInput={(event) => change(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (sends(event)) submit(event);
            }}
          />
          <button
            class="send"
            type="submit"
            aria-label={speech.say("compose.send")}
            // The field keeps the focus, and a phone its keyboard.
            onMouseDown={(event) => event.preventDefault()}
          >
            <Icon name="up" />
          </button>
        </div>
      </form>
      <div class="under">
        <span role="status">
          {over && reasonFor("too_large", LIMITS.body, speech)}
        </span>
      </div>
    </div>
  );
}
