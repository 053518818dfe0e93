import type { Speech } from "@/lib/i18n/speech.ts";

const WAYS = ["words", "phrase", "without", "from", "in", "days", "has"] as const;

/** What a search may be written like. */
export function SearchHelp({ open, texts }: { open: boolean; texts: Speech<"search"> }) {
  return (
    <details class="search-help" open={open}>
      <summary>{texts.say("help")}</summary>
      <dl>
        {WAYS.map((way) => (
          <div key={way}>
            <dt>
              <code>{texts.say(`eg.${way}`)}</code>
            </dt>
            <dd>{texts.say(`help.${way}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
