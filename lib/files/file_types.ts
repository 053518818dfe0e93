/** What nobody knows better. */
export const UNKNOWN_TYPE = "application/octet-stream";

/**
 * The types that a browser may show by itself: none of them runs anything. SVG, HTML, XML and PDF are
 * not among them, whatever they pretend to be.
 */
const SHOWN = [
  ...["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"],
  ...["video/mp4", "video/webm", "video/ogg"],
  ...["audio/mp4", "audio/webm", "audio/ogg", "audio/mpeg", "audio/wav"],
  "text/plain",
] as const;

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

/**
 * What is always a download, and may be called what it is: no browser takes any of it for a page, a
 * script, a style, or a picture with such in it.
 */
const NAMED = [
  ...["image/heic", "image/heif", "image/tiff", "image/bmp", "image/jxl", "image/x-icon"],
  ...["image/vnd.adobe.photoshop", "image/x-adobe-dng", "image/x-xcf"],
  ...["video/quicktime", "video/matroska", "video/vnd.avi", "video/3gpp", "video/mpeg"],
  ...["audio/aac", "audio/flac", "audio/aiff", "audio/midi", "audio/amr"],
  ...["application/pdf", "application/rtf", "application/postscript", "application/epub+zip"],
  ...["wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"]
    .map((kind) => `${OFFICE}.${kind}`),
  ...["text", "spreadsheet", "presentation", "graphics"].map((kind) => `${OPEN_DOCUMENT}.${kind}`),
  ...["application/zip", "application/gzip", "application/x-7z-compressed", "application/x-tar"],
  ...[
    "application/x-rar-compressed",
    "application/x-bzip2",
    "application/x-xz",
    "application/zstd",
  ],
  ...["application/vnd.android.package-archive", "application/x-msdownload", "application/x-elf"],
  ...["application/x-apple-diskimage", "application/x-deb", "application/x-rpm"],
  "application/x-sqlite3",
  ...["font/ttf", "font/otf", "font/woff", "font/woff2"],
];

/** Other names of the same things, as sniffers have them. */
const RENAMED: Readonly<Record<string, string>> = {
  "image/apng": "image/png",
  "image/heic-sequence": "image/heic",
  "image/heif-sequence": "image/heif",
  "video/x-m4v": "video/mp4",
  "video/3gpp2": "video/3gpp",
  "audio/x-m4a": "audio/mp4",
  "audio/ogg; codecs=opus": "audio/ogg",
  "application/ogg": "audio/ogg",
};

const TYPES: ReadonlySet<string> = new Set([...SHOWN, ...NAMED]);
const INLINE: ReadonlySet<string> = new Set(SHOWN);

/** A type of the table, by a sniffer's name for it; `UNKNOWN_TYPE` if it is not in there. */
export function knownType(sniffed: string | undefined): string {
  const type = RENAMED[sniffed ?? ""] ?? sniffed ?? "";
  return TYPES.has(type) ? type : UNKNOWN_TYPE;
}

/** Whether a browser may show it, instead of saving it. */
export function isInline(type: string): boolean {
  return INLINE.has(type);
}
