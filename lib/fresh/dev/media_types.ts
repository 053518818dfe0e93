import { extname } from "node:path";

// By IANA; text types, and those that are text in disguise, name their charset.
const TYPES: Record<string, string> = {
  ".avif": "image/avif",
  ".css": "text/css; charset=UTF-8",
  ".csv": "text/csv; charset=UTF-8",
  ".gif": "image/gif",
  ".htm": "text/html; charset=UTF-8",
  ".html": "text/html; charset=UTF-8",
  ".ico": "image/vnd.microsoft.icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=UTF-8",
  ".json": "application/json; charset=UTF-8",
  ".m4a": "audio/mp4",
  ".map": "application/json; charset=UTF-8",
  ".md": "text/markdown; charset=UTF-8",
  ".mjs": "text/javascript; charset=UTF-8",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".ogg": "audio/ogg",
  ".otf": "font/otf",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=UTF-8",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=UTF-8",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
  ".webm": "video/webm",
  ".webmanifest": "application/manifest+json; charset=UTF-8",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=UTF-8",
  ".zip": "application/zip",
};

/** The media type of a file by its extension; `text/plain` for others. */
export function getContentType(filePath: string): string {
  return TYPES[extname(filePath).toLowerCase()] ?? "text/plain";
}

/** Whether files of a type get smaller by compression. */
export function isCompressible(contentType: string): boolean {
  return /charset=|^application\/wasm|^font\/(otf|ttf)|icon$/.test(contentType);
}
