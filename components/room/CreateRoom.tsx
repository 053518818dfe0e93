import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint, Field } from "../ui/Field.tsx";
import { KindChoice } from "./KindChoice.tsx";

interface CreateRoomProps {
  name: string;
  topic: string;
  kind: "public" | "private" | "announcement";
  /** What is wrong, and with which field. */
  wrong: string | undefined;
  field: string | undefined;
  texts: Speech<"rooms">;
}

/** The form that makes a room. */
export function CreateRoom({ name, topic, kind, wrong, field, texts }: CreateRoomProps) {
  const at = (one: string) => field === one ? wrong : undefined;
  return (
    <form class="form card" method="post" action="/salas#nova">
      <Field
        id="sala-nome"
        name="name"
        label={texts.say("name")}
        hint={texts.say("name.hint")}
        value={name}
        error={at("name")}
        required
        autocomplete="off"
      />
      <Field
        id="sala-assunto"
        name="topic"
        label={texts.say("topic")}
        hint={texts.say("topic.hint")}
        value={topic}
        error={at("topic")}
        autocomplete="off"
      />
      <KindChoice value={kind} texts={texts} />
      {wrong !== undefined && field !== "name" && field !== "topic" && <Complaint text={wrong} />}
      <Button kind="main" deed="create">{texts.say("create")}</Button>
    </form>
  );
}
