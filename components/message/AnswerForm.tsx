import type { Speech } from "@/lib/i18n/speech.ts";
import { TextField } from "../ui/TextField.tsx";

interface AnswerFormProps {
  /** The page itself. */
  here: string;
  /** The id of the reply that is about to be: one a page, so that sending twice is sending once. */
  clientId: string;
  /** What stands in the field. */
  typed: string;
  wrong: string | undefined;
  marks: Speech<"marks">;
}

/** The form in which a reply is written. */
export function AnswerForm({ here, clientId, typed, wrong, marks }: AnswerFormProps) {
  return (
    <form class="form" method="post" action={`${here}#escrever`}>
      <input type="hidden" name="id" value={clientId} />
      <TextField
        id="escrever"
        name="body"
        label={marks.say("thread.write")}
        value={typed}
        error={wrong}
        required
      />
      <button class="btn main" type="submit" name="do" value="reply">{marks.say("answer")}</button>
    </form>
  );
}
