import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "./Icon.tsx";

interface BannerProps {
  speech: Speech<"chat">;
  cutOff: boolean;
  slow: boolean;
  retry: () => void;
}

/** How the connection is, if there is anything to say about it. The region itself is always there. */
export function Banner({ speech, cutOff, slow, retry }: BannerProps) {
  const shown = cutOff || slow;
  return (
    <div class={shown ? "banner" : "banner sr"} role="status">
      {shown && <Icon name={cutOff ? "wifioff" : "clock"} />}
      {shown && (
        <p>
          <b>{speech.say(cutOff ? "link.off" : "link.slow")}</b>{" "}
          {speech.say(cutOff ? "link.off.lead" : "link.slow.lead")}
        </p>
      )}
      {cutOff && (
        <button class="btn small" type="button" onClick={retry}>{speech.say("link.retry")}</button>
      )}
    </div>
  );
}
