import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";

interface DeviceNoticeProps {
  /** Sessions from new devices that nobody has looked at. */
  n: number;
  speech: Speech<"rail">;
}

/** Says that somebody, perhaps somebody else, has come in under the person's name elsewhere. */
export function DeviceNotice({ n, speech }: DeviceNoticeProps) {
  return (
    <div class="banner" role="status">
      <Icon name="alert" />
      <p>{speech.say("devices", { n })}</p>
      <a class="btn small" href="/ajustes#aparelhos">{speech.say("devices.look")}</a>
      <form method="post" action="/ajustes">
        <button class="btn small" type="submit" name="do" value="seen">
          {speech.say("devices.mine")}
        </button>
      </form>
    </div>
  );
}
