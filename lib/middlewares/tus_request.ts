import { Invalid } from "@/lib/chat/errors.ts";

/** The one version of the protocol that is spoken here (https://tus.io/protocols/resumable-upload). */
export const VERSION = "1.0.0";

/** A request that is not as tus wants it: its status depends on more than its code. */
export class NotTus extends Invalid {
  /** 400: a header is wrong; 412: another version; 415: another type of content. */
  readonly status: 400 | 412 | 415;

  constructor(status: 400 | 412 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Lets pass who speaks our version of the protocol.
 *
 * @throws {NotTus} 412
 */
export function requireTus(request: Request): void {
  if (request.headers.get("tus-resumable") === VERSION) return;
  throw new NotTus(412, `Cannot take the request: Tus-Resumable ${VERSION} wanted`);
}

/**
 * The method that is meant: where a client or a proxy knows no PATCH and no DELETE, a POST says so.
 * Nothing else may: what a GET does is not asked where it comes from.
 */
export function methodMeant(request: Request): string {
  const override = request.method === "POST" ? request.headers.get("x-http-method-override") : null;
  return override?.toUpperCase() ?? request.method;
}

/** The body as a stretch of a file. @throws {NotTus} 415 if it is of another type, or there is none */
export function stretchOf(request: Request): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (!isStretch(request)) {
    throw new NotTus(415, "Cannot read the body: application/offset+octet-stream wanted");
  }
  return request.body ?? ReadableStream.from([]);
}

/** Whether the body is announced as a stretch of a file. */
export function isStretch({ headers }: Request): boolean {
  return headers.get("content-type")?.trim().toLowerCase() === "application/offset+octet-stream";
}

/** A number of bytes that a header tells. @throws {NotTus} 400 if it is none */
export function bytesIn(request: Request, header: "Upload-Offset" | "Upload-Length"): number {
  const text = request.headers.get(header) ?? "";
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new NotTus(400, `Cannot take the request: ${header} is not a number of bytes`);
}

/** How long the body is, where that is known. */
export function announcedBy({ headers }: Request): number {
  return Number(headers.get("content-length") ?? 0);
}

/** The name among an upload's metadata; "" if there is none. @throws {NotTus} 400 */
export function nameIn(request: Request): string {
  const metadata = metadataOf(request.headers.get("upload-metadata") ?? "");
  return metadata.get("filename") ?? metadata.get("name") ?? "";
}

function metadataOf(header: string): Map<string, string> {
  const pairs = new Map<string, string>();
  if (header.trim() === "") return pairs;
  for (const pair of header.split(",")) {
    const [key = "", value = "", ...more] = pair.trim().split(" ");
    if (key === "" || more.length > 0 || pairs.has(key)) throw notMetadata();
    pairs.set(key, textOf(value));
  }
  return pairs;
}

function textOf(base64: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.fromBase64(base64));
  } catch {
    throw notMetadata();
  }
}

function notMetadata(): NotTus {
  return new NotTus(400, "Cannot take the request: Upload-Metadata is not as it should be");
}
