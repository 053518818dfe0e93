import { contentDisposition } from "@/lib/files/content_disposition.ts";

/** A file that is made as it is taken. */
interface MadeFile {
  name: string;
  type: string;
  body: ReadableStream<Uint8Array>;
  /** Bytes that it will have, where that is known. */
  size?: number;
}

/** A file to be kept, and never shown as a page of ours: whatever is in it runs nowhere here. */
export function fileAnswer({ name, type, body, size }: MadeFile): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": contentDisposition(name, "attachment"),
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
      // What breaks off is seen to be broken by that.
      ...(size === undefined ? {} : { "content-length": String(size) }),
    },
  });
}
