import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Complaint } from "../ui/Field.tsx";
import { ReactForm } from "./ReactForm.tsx";
import { Section } from "../ui/Section.tsx";
import { TextField } from "../ui/TextField.tsx";

interface MessageActsProps {
  message: Message;
  /** The page itself. */
  here: string;
  mine: boolean;
  may: { edit: boolean; delete: boolean; react: boolean };
  /** What stands in the field that changes the text. */
  typed: string;
  /** What is wrong with what was asked for by these words. */
  wrong: (...deeds: string[]) => string | undefined;
  texts: Speech<"rooms">;
}

/** What can be done with a message: react, edit, mark unread, report, delete. */
export function MessageActs(props: MessageActsProps) {
  const { message, here, mine, may, typed, wrong, texts } = props;
  return (
    <>
      {may.react && (
        <ReactForm {...{ message, here, texts }} wrong={wrong("react", "unreact", "toggle")} />
      )}
      {may.edit && (
        <Section id="mudar" title={texts.say("message.edit")}>
          <form class="form" method="post" action={`${here}#mudar`}>
            <TextField
              id="texto"
              name="body"
              label={texts.say("message.edit")}
              value={typed}
              error={wrong("edit")}
              required
            />
            <Button deed="edit" label={texts.say("save")} />
          </form>
        </Section>
      )}
      <form class="set" method="post" action={here}>
        <Wrong text={wrong("unread")} />
        <Button deed="unread" label={texts.say("message.unread")} />
      </form>
      {!mine && (
        <Section
          id="denunciar"
          title={texts.say("message.report")}
          lead={texts.say("message.report.lead")}
        >
          <form class="form" method="post" action={`${here}#denunciar`}>
            <TextField
              id="motivo"
              name="reason"
              label={texts.say("message.report.reason")}
              value=""
              error={wrong("report")}
            />
            <Button deed="report" label={texts.say("message.report")} />
          </form>
        </Section>
      )}
      {may.delete && (
        <Section
          id="apagar"
          title={texts.say("message.delete")}
          lead={texts.say("message.delete.lead")}
        >
          <form method="post" action={here}>
            <Wrong text={wrong("delete")} />
            <Button deed="delete" label={texts.say("message.delete")} bad />
          </form>
        </Section>
      )}
    </>
  );
}

function Wrong({ text }: { text: string | undefined }) {
  return text === undefined ? null : <Complaint text={text} />;
}

function Button({ deed, label, bad = false }: { deed: string; label: string; bad?: boolean }) {
  return (
    <button class={bad ? "btn bad" : "btn"} type="submit" name="do" value={deed}>{label}</button>
  );
}
