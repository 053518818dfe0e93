import type { SharedFile } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { isPicture } from "../message/file_kind.ts";
import { FileBadge } from "../message/MessageFiles.tsx";
import { Icon } from "../ui/Icon.tsx";
import { sizeName } from "../ui/size_name.ts";

/** A file among those of a room, and the message that brought it. */
export interface FileRow {
  file: SharedFile;
  seq: number;
  author: { id: number; name: string };
  /** Milliseconds since the epoch. */
  at: number;
}

interface FileLineProps {
  row: FileRow;
  /** Where the room is. */
  there: string;
  /** The page with the files of one person. */
  ofPerson?: (id: number) => string;
  me: number;
  now: number;
  texts: Speech<"files">;
}

/** A file in a list: what it looks like, whose it is, and the ways to it and to its message. */
export function FileLine({ row, there, ofPerson, me, now, texts }: FileLineProps) {
  const { file, seq, author, at } = row;
  const { id, name } = file;
  const size = sizeName(file.size, texts.locale);
  const moment = new Date(at).toISOString();
  const by = author.id === me ? texts.say("you") : <bdi>{author.name || texts.say("gone")}</bdi>;
  return (
    <>
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
          {ofPerson ? <a href={ofPerson(author.id)}>{by}</a> : by}
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
