import type { FileKind } from "./file_store.ts";

/** How the media types of each kind begin; whatever is here nowhere is "other". */
export const TYPES_OF_KIND: Readonly<Record<Exclude<FileKind, "other">, readonly string[]>> = {
  image: ["image/"],
  video: ["video/"],
  audio: ["audio/"],
  document: [
    ...["text/", "application/pdf", "application/rtf", "application/epub+zip"],
    ...["application/msword", "application/vnd.ms-", "application/vnd.openxmlformats-"],
    ...["application/vnd.oasis.opendocument.", "application/json", "application/xml"],
  ],
};

const KINDS = Object.entries(TYPES_OF_KIND) as [Exclude<FileKind, "other">, readonly string[]][];

/** What kind of file has this media type. */
export function kindOf(type: string): FileKind {
  const kind = KINDS.find(([, begins]) => begins.some((begin) => type.startsWith(begin)));
  return kind === undefined ? "other" : kind[0];
}
