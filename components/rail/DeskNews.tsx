import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

interface DeskNewsProps {
  /** How many people knocked, and how many reports were open, when the page was made. */
  waiting: number;
  texts: Speech<"host">;
}

/** Says to those who look after the chat that their page is not up to date any more; hidden at first. */
export function DeskNews({ waiting, texts }: DeskNewsProps) {
  return (
    <div role="status">
      <p class="flash" data-waiting={waiting} hidden>
        <Icon name="alert" small />
        <span class="grow">{texts.say("news")}</span>
        <a class="btn small" href="/anfitriao">{texts.say("news.refresh")}</a>
      </p>
    </div>
  );
}
