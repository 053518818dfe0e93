import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

type Format = "html" | "txt" | "jsonl";

interface ExportChoicesProps {
  formats: readonly Format[];
  hrefOf(format: Format): string;
  texts: Speech<"export">;
}

/** What a room can be downloaded as, and what each is good for. */
export function ExportChoices({ formats, hrefOf, texts }: ExportChoicesProps) {
  return (
    <ul class="people">
      {formats.map((format) => (
        <li key={format}>
          <Icon name="download" />
          <div class="grow">
            <b>{texts.say(format)}</b>
            <small>{texts.say(`${format}.lead`)}</small>
          </div>
          <a
            class="btn small"
            href={hrefOf(format)}
            download
            data-take
            aria-label={`${texts.say("download")}: ${texts.say(format)}`}
          >
            {texts.say("download")}
          </a>
        </li>
      ))}
    </ul>
  );
}
