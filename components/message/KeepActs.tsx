import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Select } from "../ui/Choice.tsx";
import { Complaint } from "../ui/Field.tsx";
import { roomName } from "../rail/named.ts";
import { Section } from "../ui/Section.tsx";

interface KeepActsProps {
  /** The page itself, and the room that the message is in. */
  here: string;
  there: string;
  seq: number;
  may: { reply: boolean; pin: boolean };
  pinned: boolean;
  saved: boolean;
  /** Where the message may go. */
  rooms: readonly Room[];
  wrong: (...deeds: string[]) => string | undefined;
  marks: Speech<"marks">;
}

/** What makes more of a message: an answer, a pin, a place among one's own, a way to other rooms. */
export function KeepActs(props: KeepActsProps) {
  const { here, there, seq, may, pinned, saved, wrong, marks } = props;
  return (
    <>
      <nav class="acts" aria-label={marks.say("thread")}>
        {may.reply && (
          <ButtonLink href={`${there}?responder=${seq}#escrever`}>{marks.say("answer")}</ButtonLink>
        )}
        <ButtonLink href={`${there}/${seq}/respostas`}>{marks.say("thread")}</ButtonLink>
      </nav>
      <Section id="guardar" title={marks.say("keep")}>
        <Wrong text={wrong("pin", "unpin", "save", "unsave")} />
        <form class="acts" method="post" action={`${here}#guardar`}>
          {may.pin && <Deed name={pinned ? "unpin" : "pin"} marks={marks} />}
          <Deed name={saved ? "unsave" : "save"} marks={marks} />
        </form>
      </Section>
      <ForwardForm {...props} />
    </>
  );
}

function ForwardForm({ here, rooms, wrong, marks }: KeepActsProps) {
  return (
    <Section id="encaminhar" title={marks.say("forward")} lead={marks.say("forward.lead")}>
      <form class="form" method="post" action={`${here}#encaminhar`}>
        <Select
          id="para"
          name="to"
          label={marks.say("forward.to")}
          options={rooms.map((room) => ({
            value: String(room.id),
            label: roomName(room, "…"),
          }))}
          value=""
          error={wrong("forward")}
        />
        <Deed name="forward" marks={marks} />
      </form>
    </Section>
  );
}

function Deed({ name, marks }: {
  name: "pin" | "unpin" | "save" | "unsave" | "forward";
  marks: Speech<"marks">;
}) {
  return <Button deed={name}>{marks.say(name)}</Button>;
}

function Wrong({ text }: { text: string | undefined }) {
  return text === undefined ? null : <Complaint text={text} />;
}
