import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

interface NewsBarProps {
  speech: Speech<"chat">;
  count: number;
  /** When the first of them was written; `undefined`: that is not known here yet. */
  since: string | undefined;
  /** Where the first of them is, or the last before it. */
  href: string;
  go: () => void;
  read: () => void;
}

/** Above the log, while the mark before the new messages is out of sight. */
export function NewsBar({ speech, count, since, href, go, read }: NewsBarProps) {
  return (
    <div class="news" role="group" aria-label={speech.say("log.fresh", { n: count })}>
      <span class="clip">
        {since === undefined
          ? speech.say("log.fresh", { n: count })
          : speech.say("log.fresh.since", { n: count, time: speech.dates.time(since) })}
      </span>
      <a
        class="btn small"
        {...{ href }}
        onClick={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Icon name="up" small />
        {speech.say("log.fresh.go")}
      </a>
      <button class="btn small scripted" type="button" onClick={read}>
        {speech.say("log.fresh.read")}
      </button>
    </div>
  );
}
