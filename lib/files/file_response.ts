import { Forbidden } from "@/lib/chat/errors.ts";
import { type ByteRange, rangeOf } from "./byte_range.ts";
import { contentDisposition } from "./content_disposition.ts";
import { servedAs, type ServedType } from "./content_types.ts";
import type { OpenFile, OpenPreview } from "./shared_files.ts";

/**
 * `no-transform`: the server would compress a text as it goes, and then no range of it were true.
 * `no-cache`: each time it is asked anew whether the person may still read it; what is not sent again
 * is the bytes.
 */
const FILE_CACHE = "private, no-cache, no-transform";
const PREVIEW_CACHE = "private, max-age=3600";
/** In a page of its own, which is nobody's, and where nothing can be run or loaded. */
const NOTHING = "sandbox; default-src 'none'";
/**
 * A browser that is led to a film makes a page round it, which asks for the film again: from a page
 * that is nobody's that would be a stranger's request, without the cookie. Nothing runs there either.
 */
const MEDIA = "sandbox allow-same-origin; default-src 'none'; media-src 'self'";
/**
 * What a browser says it wants it for, where it may. Scripts, styles, workers, frames, plug-ins: a
 * file of somebody's is none of it. Over plain HTTP nothing is said; the other headers hold there.
 */
const DESTINATIONS = new Set(["document", "empty", "image", "audio", "video"]);

/** What came of the conditions that a request had (RFC 9110, section 13.2.2). */
type Verdict = 200 | 304 | 412;

/**
 * The answer to GET or HEAD of a file: all of it, one range of it (RFC 9110, section 14), or that what
 * the browser has is still true. Bytes are read as they are taken, and no more once nobody does.
 *
 * @throws {Forbidden} if a page wants to use it as something that it could run
 */
export function fileResponse(request: Request, file: OpenFile): Response {
  requireHarmlessUse(request.headers);
  const etag = `"${file.hash}"`;
  const served = servedAs(file.type);
  const headers = headersOf(served, { etag, cache: FILE_CACHE });
  headers.set("accept-ranges", "bytes");
  const verdict = verdictOn(request.headers, etag);
  if (verdict !== 200) return bare(verdict, headers);
  const kind = served.inline ? "inline" : "attachment";
  headers.set("content-disposition", contentDisposition(file.name, kind));
  const range = request.method === "GET" ? wantedOf(request.headers, { etag, file }) : undefined;
  if (range === "none") {
    headers.set("content-range", `bytes */${file.size}`);
    return bare(416, headers);
  }
  const { from, to } = range ?? { from: 0, to: file.size };
  headers.set("content-length", String(to - from));
  if (range) headers.set("content-range", `bytes ${from}-${to - 1}/${file.size}`);
  const hasBody = request.method === "GET" && to > from;
  const body = hasBody ? ReadableStream.from(file.read({ from, to })) : null;
  return new Response(body, { status: range ? 206 : 200, headers });
}

/**
 * The answer to GET or HEAD of a preview.
 *
 * @throws {Forbidden} if a page wants to use it as something that it could run
 */
export function previewResponse(request: Request, preview: OpenPreview): Response {
  requireHarmlessUse(request.headers);
  const etag = `"${preview.tag}"`;
  const headers = headersOf({ type: "image/webp", inline: true }, { etag, cache: PREVIEW_CACHE });
  // Who has signed out, or in as somebody else, is not shown what is kept.
  headers.set("vary", "Cookie");
  const verdict = verdictOn(request.headers, etag);
  if (verdict !== 200) return bare(verdict, headers);
  headers.set("content-length", String(preview.bytes.length));
  return new Response(request.method === "GET" ? preview.bytes : null, { headers });
}

function headersOf(
  { type }: ServedType,
  { etag, cache }: { etag: string; cache: string },
): Headers {
  const isMedia = /^(?:audio|video)\//.test(type);
  return new Headers({
    "content-type": type,
    "cache-control": cache,
    etag,
    "content-security-policy": isMedia ? MEDIA : NOTHING,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
}

function requireHarmlessUse(headers: Headers): void {
  const destination = headers.get("sec-fetch-dest");
  if (destination === null || DESTINATIONS.has(destination)) return;
  throw new Forbidden("A file is no script, no style, and no part of a page");
}

function verdictOn(headers: Headers, etag: string): Verdict {
  const wanted = headers.get("if-match");
  if (wanted !== null && !names(wanted, etag)) return 412;
  const known = headers.get("if-none-match");
  return known !== null && names(known.replaceAll("W/", ""), etag) ? 304 : 200;
}

/** Whether a list of entity tags has this one, or is `*`. */
function names(list: string, etag: string): boolean {
  return list.trim() === "*" || list.split(",").some((one) => one.trim() === etag);
}

/** A range of a file that is another one by now is worth nothing: If-Range wants all of it then. */
function wantedOf(
  headers: Headers,
  { etag, file }: { etag: string; file: OpenFile },
): ByteRange | "none" | undefined {
  const condition = headers.get("if-range");
  if (condition !== null && condition.trim() !== etag) return undefined;
  return rangeOf(headers.get("range"), file.size);
}

function bare(status: number, headers: Headers): Response {
  headers.delete("content-type");
  return new Response(null, { status, headers });
}
