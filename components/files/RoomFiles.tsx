import type { SharedFile } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button } from "../ui/Button.tsx";
import { Complaint } from "../ui/Field.tsx";
import { isPicture } from "../message/file_kind.ts";
import { Icon } from "../ui/Icon.tsx";
import { FileBadge } from "../message/MessageFiles.tsx";
import { sizeName } from "../ui/size_name.ts";

/** A file among those of a room, and the message that brought it. */
export interface FileRow {
  file: SharedFile;
  seq: number;
  author: { id: number; name: string };
  /** Milliseconds since the epoch. */
  at: number;
}

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
}

/** A room's files, to be looked at, taken one by one, or chosen and taken together. */
export function RoomFiles(props: RoomFilesProps) {
  const { files, here, wrong, texts } = props;
  return (
    <form class="taking" method="post" action={here}>
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
      </div>
    </form>
  );
}

function Row({ row, there, ofPerson, chosen, me, now, texts }: RoomFilesProps & { row: FileRow }) {
  const { file, seq, author, at } = row;
  const { id, name } = file;
  const size = sizeName(file.size, texts.locale);
  const moment = new Date(at).toISOString();
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          name="arquivo"
          value={id}
          checked={chosen.has(id)}
          autocomplete="off"
          aria-label={texts.say("choose", { name })}
        />
      </label>
      <a class="sight" href={`/f/${id}`} tabIndex={-1} aria-hidden="true">
        {isPicture(file)
          ? (
            <img
              data-fresh-disable-lock
              src={`/f/${id}/small`}
              alt=""
              width={40}
              height={40}
              loading="lazy"
              decoding="async"
            />
          )
          : <FileBadge file={file} />}
      </a>
      <div>
        <a class="title" href={`/f/${id}`} title={name}>
          <bdi>{name}</bdi>
        </a>
        <small>
          <a href={ofPerson(author.id)}>
            {author.id === me ? texts.say("you") : <bdi>{author.name || texts.say("gone")}</bdi>}
          </a>
          {" · "}
          <time dateTime={moment} title={texts.dates.full(moment)}>
            {texts.dates.moment(at, now)}
          </time>
          {" · "}
          <span class="size">{size}</span>
        </small>
      </div>
      <a
        class="ib not-narrow"
        href={`${there}/${seq}`}
        aria-label={texts.say("go", { name })}
        title={texts.say("go", { name })}
      >
        <Icon name="thread" />
      </a>
      <a
        class="ib"
        href={`/f/${id}`}
        download={name}
        aria-label={texts.say("download", { name, size })}
        title={texts.say("download", { name, size })}
      >
        <Icon name="download" />
      </a>
    </>
  );
}
