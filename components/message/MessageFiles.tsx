import type { SharedFile } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { endingOf, isPicture, isVoice, type Picture, playerFor } from "./file_kind.ts";
import { Icon } from "../ui/Icon.tsx";
import { pictureBox } from "./picture_box.ts";
import { sizeName } from "../ui/size_name.ts";

interface MessageFilesProps {
  files: readonly SharedFile[];
  texts: Speech<"files">;
}

/** The files of a message: its pictures together, then what can be played or taken. */
export function MessageFiles({ files, texts }: MessageFilesProps) {
  const pictures = files.filter(isPicture);
  return (
    <div class="files" role="group" aria-label={texts.say("shown")}>
      {pictures.length === 1 && pictures.map((file) => <OnePicture key={file.id} file={file} />)}
      {pictures.length > 1 && (
        <div class="pics">
          {pictures.map((file) => <Thumb key={file.id} file={file} />)}
        </div>
      )}
      {files.filter((file) => !isPicture(file)).map((file) => (
        <OtherFile key={file.id} {...{ file, texts }} />
      ))}
    </div>
  );
}

function OnePicture({ file }: { file: Picture }) {
  const { width, height, tiny } = pictureBox(file);
  return <PictureLink file={file} {...{ width, height }} look={tiny ? "pic tiny" : "pic"} />;
}

/** Of several, each in a square of its own. */
function Thumb({ file }: { file: Picture }) {
  return <PictureLink file={file} width={160} height={160} look="pic" />;
}

interface PictureLinkProps {
  file: Picture;
  /** In CSS pixels, as it is laid out. */
  width: number;
  height: number;
  look: string;
}

function PictureLink({ file: { id, name }, width, height, look }: PictureLinkProps) {
  return (
    <a class={look} href={`/f/${id}`} data-act="picture" title={name}>
      <img
        data-fresh-disable-lock
        src={`/f/${id}/small`}
        alt={name}
        {...{ width, height }}
        loading="lazy"
        decoding="async"
      />
      {/* Seen where the picture cannot be. */}
      <small aria-hidden="true">
        <bdi>{name}</bdi>
      </small>
    </a>
  );
}

function OtherFile({ file, texts }: { file: SharedFile; texts: Speech<"files"> }) {
  const { id, name } = file;
  const player = playerFor(file);
  if (player === undefined) return <FileCard {...{ file, texts }} />;
  const src = `/f/${id}`;
  return (
    <div class="plays">
      <FileCard {...{ file, texts }} />
      {player === "audio" ? <audio controls preload="none" src={src} aria-label={name} /> : (
        <video
          controls
          playsInline
          preload="metadata"
          width={352}
          height={198}
          src={src}
          aria-label={name}
        />
      )}
    </div>
  );
}

/** A file by its name: pressed, it is downloaded. */
function FileCard({ file, texts }: { file: SharedFile; texts: Speech<"files"> }) {
  const { id, name } = file;
  const size = sizeName(file.size, texts.locale);
  return (
    <a
      class="file"
      href={`/f/${id}`}
      download={name}
      title={name}
    >
      <span class="sr">{texts.say("download", { name, size })}</span>
      <FileBadge file={file} />
      <span aria-hidden="true">
        <b>{isVoice(file) ? texts.say("voice") : <bdi>{name}</bdi>}</b>
        <small>{size}</small>
      </span>
      <Icon name="download" />
    </a>
  );
}

/** What a file is, at a glance: the ending of its name. */
export function FileBadge({ file }: { file: SharedFile }) {
  const ending = isVoice(file) ? undefined : endingOf(file.name);
  return (
    <span class="ext" aria-hidden="true">
      {ending ?? <Icon name={isVoice(file) ? "mic" : "file"} />}
    </span>
  );
}
