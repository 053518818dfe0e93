import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Below, Complaint, describedBy } from "../ui/Field.tsx";
import { TextField } from "../ui/TextField.tsx";

interface SendFormProps {
  /** The page itself. */
  here: string;
  /** The id of the message that is about to be: one a page, so that sending twice is sending once. */
  clientId: string;
  /** What stands in the field. */
  typed: string;
  /** What is wrong, and with which field, if it is one of these. */
  wrong: { text: string; field: "file" | "body" | undefined } | undefined;
  texts: Speech<"files">;
}

/** The form by which a file is sent without a script: the file last, as whoever reads it wants it. */
export function SendForm({ here, clientId, typed, wrong, texts }: SendFormProps) {
  const at = (field: string) => wrong?.field === field ? wrong.text : undefined;
  const file = { id: "arquivo", hint: texts.say("send.patience"), error: at("file") };
  return (
    <form class="form" method="post" encType="multipart/form-data" action={here}>
      <input type="hidden" name="id" value={clientId} />
      <TextField
        id="mensagem"
        name="body"
        label={texts.say("send.text")}
        value={typed}
        error={at("body")}
      />
      <div class="field">
        <label for={file.id}>{texts.say("send.file")}</label>
        <input
          class="file-in"
          type="file"
          id={file.id}
          name="file"
          required
          {...describedBy(file)}
        />
        <Below {...file} />
      </div>
      {wrong && wrong.field === undefined && <Complaint text={wrong.text} />}
      <Button kind="main">{texts.say("send.submit")}</Button>
    </form>
  );
}
