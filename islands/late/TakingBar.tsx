import { Icon } from "@/components/ui/Icon.tsx";
import { sizeName } from "@/components/ui/size_name.ts";
import { Told } from "@/components/ui/Told.tsx";
import type { Taking } from "@/lib/client/file_taker.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface TakingBarProps {
  taking: Taking | undefined;
  cancel: () => void;
  speech: Speech<"taking">;
}

/** How far a file is that is being taken, and the way to leave it. */
export function TakingBar({ taking, cancel, speech }: TakingBarProps) {
  const coming = taking?.state === "coming" ? taking : undefined;
  return (
    <div class={taking ? "taking-bar" : "sr"}>
      <p role="status">
        {taking && <Told text={sentenceOf(taking, speech)} />}
      </p>
      {coming && (
        <>
          <small>{amountOf(coming, speech)}</small>
          <button class="btn small" type="button" onClick={cancel}>{speech.say("cancel")}</button>
          <progress
            aria-label={speech.say("coming")}
            max={coming.size ?? 1}
            {...coming.size === undefined ? {} : { value: coming.got }}
          />
        </>
      )}
      {taking && !coming && (
        <button
          class="ib small"
          type="button"
          aria-label={speech.say("close")}
          title={speech.say("close")}
          onClick={cancel}
        >
          <Icon name="x" small />
        </button>
      )}
    </div>
  );
}

function sentenceOf(taking: Taking, speech: Speech<"taking">): string {
  if (taking.state !== "here") return speech.say(taking.state);
  const size = sizeName(taking.got, speech.locale);
  return speech.say("here", { name: isolate(taking.name), size });
}

function amountOf(
  { got, size }: { got: number; size: number | undefined },
  speech: Speech<"taking">,
): string {
  const so = sizeName(got, speech.locale);
  if (size === undefined) return got === 0 ? "" : speech.say("so.far", { size: so });
  return speech.say("of", { size: so, all: sizeName(size, speech.locale) });
}
