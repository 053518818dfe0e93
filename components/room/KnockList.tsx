import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";

interface KnockListProps {
  knocks: readonly { id: number; name: string; device: string; address: string; at: number }[];
  wrong: string | undefined;
  now: number;
  /** A device's own words in ours. */
  deviceName: (device: string) => string;
  texts: Speech<"host">;
}

/** Those who wait at the door. */
export function KnockList({ knocks, wrong, now, deviceName, texts }: KnockListProps) {
  return (
    <>
      {wrong !== undefined && <Complaint text={wrong} />}
      {knocks.length === 0 && <p>{texts.say("knocks.none")}</p>}
      <ul class="people">
        {knocks.map(({ id, name, device, address, at }) => (
          <li key={id} class="two-rows">
            <Icon name="user" />
            <div class="grow">
              <b>
                <bdi>{name}</bdi>
              </b>
              <small>
                {deviceName(device)} · <bdi>{address}</bdi> · {texts.dates.moment(at, now)}
              </small>
            </div>
            <form class="acts" method="post" action="/anfitriao#porta">
              <input type="hidden" name="knock" value={id} />
              <Button small deed="turnaway" aria-label={texts.say("knocks.away.who", { name })}>
                {texts.say("knocks.away")}
              </Button>
              <Button
                small
                kind="main"
                deed="letin"
                aria-label={texts.say("knocks.in.who", { name })}
              >
                {texts.say("knocks.in")}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
