import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Complaint, Field } from "../ui/Field.tsx";

/** What is wrong with what was typed, beside where it was typed. */
export interface JoinComplaint {
  at: "name" | "code" | "password" | "form";
  text: string;
}

interface JoinFieldsProps {
  page: Speech<"page">;
  door: Speech<"door">;
  name: string;
  /** The join code as it was typed or brought by an invitation; `undefined`: none is asked for. */
  code: string | undefined;
  /** The code came with an invitation. */
  invited: boolean;
  shared: boolean;
  /** The password is what it is about: its part is open. */
  withPassword: boolean;
  complaint: JoinComplaint | undefined;
}

/** What the first screen asks: a name; where the door has one a code; a password if there is one. */
export function JoinFields(props: JoinFieldsProps) {
  const { page, door, name, code, invited, shared, withPassword, complaint } = props;
  const wrong = (at: JoinComplaint["at"]) => complaint?.at === at ? complaint.text : undefined;
  return (
    <>
      <Field
        id="nome"
        name="name"
        label={page.say("join.label")}
        value={name}
        error={wrong("name")}
        big
        required
        autofocus
        autocomplete="nickname"
        autocapitalize="words"
      />
      {code !== undefined && !withPassword && (
        <Field
          id="codigo"
          name="code"
          label={door.say("code")}
          value={code}
          hint={door.say(invited ? "code.filled" : "code.hint")}
          error={wrong("code")}
          big
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      )}
      <details open={withPassword}>
        <summary>{door.say("password.have")}</summary>
        <Field
          id="senha"
          name="password"
          type="password"
          label={door.say("password")}
          hint={door.say("password.hint")}
          error={wrong("password")}
          big
          autocomplete="current-password"
        />
      </details>
      <Choice
        id="de-todos"
        type="checkbox"
        name="shared"
        value="1"
        label={door.say("shared")}
        hint={door.say("shared.hint")}
        checked={shared}
      />
      {complaint?.at === "form" && <Complaint text={complaint.text} />}
      <Button kind="main" wide>{page.say("join.submit")}</Button>
    </>
  );
}
