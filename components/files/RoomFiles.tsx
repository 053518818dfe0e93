import type { ComponentChildren } from "preact";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { FileLine, type FileRow } from "./FileLine.tsx";

interface RoomFilesProps {
  files: readonly FileRow[];
  /** Where the room is. */
  there: string;
  /** The page itself, with what it was asked for. */
  here: string;
  /** The page with the files of one person. */
  ofPerson: (id: number) => string;
  /** Those that were chosen when the archive was refused. */
  chosen: ReadonlySet<string>;
  /** Why there is no archive. */
  wrong: string | undefined;
  me: number;
  now: number;
  texts: Speech<"files">;
  /** How far the archive is. */
  children?: ComponentChildren;
}

/** A room's files, to be looked at, taken one by one, or chosen and taken together. */
export function RoomFiles(props: RoomFilesProps) {
  const { files, here, wrong, texts, children } = props;
  return (
    <form class="taking" method="post" action={here} data-take>
      <ul class="rows" aria-label={texts.say("list")}>
        {files.map((row) => (
          <li key={row.file.id}>
            <Row {...props} row={row} />
          </li>
        ))}
      </ul>
      <div class="take">
        {wrong !== undefined && <Complaint text={wrong} />}
        <p class="hint" id="levar-dica">{texts.say("zip.lead")}</p>
        <Button aria-describedby="levar-dica">
          <Icon name="download" small />
          {texts.say("zip")}
        </Button>
        {children}
      </div>
    </form>
  );
}

function Row(props: RoomFilesProps & { row: FileRow }) {
  const { row, chosen, texts } = props;
  const { id, name, size } = row.file;
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          name="arquivo"
          value={id}
          data-bytes={size}
          checked={chosen.has(id)}
          autocomplete="off"
          aria-label={texts.say("choose", { name })}
        />
      </label>
      <FileLine {...props} />
    </>
  );
}
