/** How something is given out. */
export interface ServedType {
  /** For the Content-Type header. */
  type: string;
  /** A browser may show it by itself; else it is a download. */
  inline: boolean;
}

/** What a browser shows or plays, and in which nothing can run. */
const SHOWN = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "video/mp4",
  "video/webm",
  "video/ogg",
  "audio/webm",
  "audio/ogg",
  "audio/mpeg",
  "audio/mp4",
  "audio/wav",
]);

/**
 * What is always a download, and may be called what it is: no browser takes any of it for a page, a
 * script, a style, or a picture with such in it.
 */
const KEPT = new Set([
  "application/pdf",
  "application/zip",
  "application/gzip",
  "application/x-7z-compressed",
  "application/vnd.rar",
  "application/x-tar",
  "application/x-bzip2",
  "application/x-xz",
  "application/zstd",
  "application/epub+zip",
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.presentation",
  "application/rtf",
  "application/vnd.android.package-archive",
  "image/heic",
  "image/heif",
  "image/tiff",
  "image/bmp",
  "image/jxl",
  "audio/flac",
  "audio/aac",
  "audio/midi",
  "video/quicktime",
  "video/x-matroska",
  "video/x-msvideo",
  "video/mpeg",
  "font/otf",
  "font/ttf",
  "font/woff",
  "font/woff2",
]);

/** What anything is that nobody knows better, or had better not know: HTML, SVG, XML, scripts. */
const OPAQUE: ServedType = { type: "application/octet-stream", inline: false };
/** Said of every text, or a browser would guess: some have guessed UTF-7, in which a tag hides. */
const TEXT: ServedType = { type: "text/plain; charset=utf-8", inline: true };

/**
 * How a file of this type is given out. The type is what its bytes were found to be, never what
 * somebody called it; the table is fixed, so that what it does not know is just bytes.
 */
export function servedAs(type: string): ServedType {
  if (type === "text/plain") return TEXT;
  if (SHOWN.has(type)) return { type, inline: true };
  return KEPT.has(type) ? { type, inline: false } : OPAQUE;
}
