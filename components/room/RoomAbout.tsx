import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { KindChoice } from "./KindChoice.tsx";
import { Section } from "../ui/Section.tsx";

interface RoomAboutProps {
  room: Room;
  /** The page itself. */
  here: string;
  /** Whether the person may change any of it, and whether also who takes part. */
  edits: boolean;
  mayTurn: boolean;
  /** What stands in the fields. */
  name: string;
  topic: string;
  wrong: string | undefined;
  field: string | undefined;
  texts: Speech<"rooms">;
}

/** Name, topic and kind of a room. */
export function RoomAbout(props: RoomAboutProps) {
  const { room, here, edits, mayTurn, name, topic, wrong, field, texts } = props;
  const at = (one: string) => field === one ? wrong : undefined;
  if (room.kind === "direct") return null;
  return (
    <Section
      id="sala"
      title={texts.say("about")}
      lead={edits ? undefined : texts.say("about.read")}
    >
      <form class="form" method="post" action={here}>
        <Field
          id="sala-nome"
          name="name"
          label={texts.say("name")}
          value={name}
          error={at("name")}
          disabled={!edits}
          required
          autocomplete="off"
        />
        <Field
          id="sala-assunto"
          name="topic"
          label={texts.say("topic")}
          value={topic}
          error={at("topic")}
          disabled={!edits}
          autocomplete="off"
        />
        <KindChoice value={room.kind} texts={texts} disabled={!mayTurn} />
        {wrong !== undefined && field !== "name" && field !== "topic" && <Complaint text={wrong} />}
        {edits && (
          <Button kind="main" deed="about">
            {texts.say("save")}
          </Button>
        )}
      </form>
    </Section>
  );
}
