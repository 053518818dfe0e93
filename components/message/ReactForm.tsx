import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Complaint } from "../ui/Field.tsx";
import { Section } from "../ui/Section.tsx";

const OFFERED = ["👍", "❤️", "😂", "😮", "😢", "🎉"] as const;

interface ReactFormProps {
  message: Message;
  /** The page itself. */
  here: string;
  wrong: string | undefined;
  texts: Speech<"rooms">;
}

/** Reactions to a message: one's own can be taken back, some are offered. */
export function ReactForm({ message, here, wrong, texts }: ReactFormProps) {
  const own = new Set((message.reactions ?? []).filter(({ me }) => me).map(({ emoji }) => emoji));
  const counts = new Map((message.reactions ?? []).map(({ emoji, n }) => [emoji, n]));
  const shown = [...new Set([...counts.keys(), ...OFFERED])];
  return (
    <Section id="reagir" title={texts.say("message.react")}>
      {wrong !== undefined && <Complaint text={wrong} />}
      <ul class="acts">
        {shown.map((emoji) => (
          <li key={emoji}>
            <form method="post" action={`${here}#reagir`}>
              <input type="hidden" name="emoji" value={emoji} />
              <button
                class={own.has(emoji) ? "btn chosen" : "btn"}
                type="submit"
                name="do"
                value={own.has(emoji) ? "unreact" : "react"}
                aria-label={own.has(emoji) ? texts.say("message.unreact", { emoji }) : undefined}
              >
                {emoji} {counts.get(emoji)}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
