import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Choice, Select } from "../ui/Choice.tsx";
import { Complaint } from "../ui/Field.tsx";
import { paceName, PACES } from "./pace.ts";
import { Section } from "../ui/Section.tsx";

interface RoomFormProps {
  room: Room;
  /** The page itself. */
  here: string;
  wrong: string | undefined;
  texts: Speech<"rooms">;
}

const LEVELS = ["all", "mentions", "nothing"] as const;

/** What of a room one wants to hear. */
export function NotifyForm({ room, here, wrong, texts }: RoomFormProps) {
  return (
    <Section id="avisos" title={texts.say("notify")}>
      <form class="form" method="post" action={here}>
        <fieldset>
          <legend class="sr">{texts.say("notify")}</legend>
          {LEVELS.map((level) => (
            <Choice
              key={level}
              id={`avisos-${level}`}
              type="radio"
              name="notify"
              value={level}
              label={texts.say(`notify.${level}`)}
              checked={level === (room.notify ?? "all")}
            />
          ))}
        </fieldset>
        {wrong !== undefined && <Complaint text={wrong} />}
        <Button deed="notify">{texts.say("save")}</Button>
      </form>
    </Section>
  );
}

/** How fast people may write, and whether they may at all. */
export function PaceForm({ room, here, wrong, texts }: RoomFormProps) {
  const slow = room.slow ?? 0;
  const paces = [...new Set<number>([...PACES, slow])].sort((a, b) => a - b);
  return (
    <Section id="ritmo" title={texts.say("pace")}>
      <form class="row-form" method="post" action={here}>
        <Select
          id="ritmo-tempo"
          name="slow"
          label={texts.say("slow")}
          options={paces.map((pace) => ({ value: String(pace), label: paceName(pace, texts) }))}
          value={String(slow)}
        />
        <Button deed="slow">{texts.say("save")}</Button>
      </form>
      <form class="pair" method="post" action={here}>
        <span>
          <small>{texts.say(room.locked ? "unlock.lead" : "lock.lead")}</small>
        </span>
        <Button deed={room.locked ? "unlock" : "lock"}>
          {texts.say(room.locked ? "unlock" : "lock")}
        </Button>
      </form>
      {wrong !== undefined && <Complaint text={wrong} />}
    </Section>
  );
}
