import type { FileLimits } from "@/lib/chat/store.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { exactSize } from "../ui/exact_size.ts";
import { Complaint, Field } from "../ui/Field.tsx";
import { sizeName } from "../ui/size_name.ts";

interface FileLimitFormProps {
  limits: FileLimits;
  /** What is kept, and what is free where it is written; `undefined`: nobody knows. */
  room: { used: number; free: number | undefined };
  /** What the environment has decided. */
  fixed: readonly string[];
  /** Whether the person is the host. */
  edits: boolean;
  /** What was typed and not taken, by the name of its field. */
  typed: URLSearchParams | undefined;
  /** What is wrong, and in which field. */
  wrong: { field: string | undefined; text: string } | undefined;
  texts: Speech<"host">;
}

const FIELDS = ["fileSize", "filesPerPerson", "filesTotal", "diskFree"] as const;

/** How much the chat keeps of files: sizes as people write them. */
export function FileLimitForm(props: FileLimitFormProps) {
  const { limits, room, fixed, edits, typed, wrong, texts } = props;
  // What cannot be seen cannot be kept free.
  const fields = FIELDS.filter((name) => name !== "diskFree" || room.free !== undefined);
  const misplaced = wrong && !fields.some((name) => name === wrong.field);
  const isFree = (name: string) => edits && !fixed.includes(name);
  return (
    <>
      <h3 id="arquivos">{texts.say("files")}</h3>
      <Room {...props} />
      <form class="form after-row" method="post" action="/anfitriao#arquivos">
        {fields.map((name) => (
          <Field
            key={name}
            id={`arquivos-${name}`}
            name={name}
            label={texts.say(`files.${name}`)}
            hint={texts.say(fixed.includes(name) ? "server.fixed" : `files.${name}.hint`)}
            value={typed?.get(name) ?? asTyped(limits[name], texts.locale)}
            error={wrong?.field === name ? wrong.text : undefined}
            disabled={!isFree(name)}
            autocomplete="off"
            spellcheck={false}
          />
        ))}
        {misplaced && <Complaint text={wrong.text} />}
        {fields.some(isFree) && (
          <Button deed="files">
            {texts.say("server.save")}
          </Button>
        )}
      </form>
    </>
  );
}

function Room({ room: { used, free }, texts }: FileLimitFormProps) {
  const size = sizeName(used, texts.locale);
  return (
    <p class="hint">
      {free === undefined
        ? texts.say("files.used", { size })
        : texts.say("files.used.free", { size, free: sizeName(free, texts.locale) })}
    </p>
  );
}

/** No limit is an empty field. */
function asTyped(bytes: number, locale: string): string {
  return bytes === 0 ? "" : exactSize(bytes, locale);
}
