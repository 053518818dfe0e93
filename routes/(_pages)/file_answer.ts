import type { RoomFile } from "@/lib/export/exports.ts";

/** A file to be kept, and never shown as a page of ours: whatever is in it runs nowhere here. */
export function fileAnswer({ name, type, body }: RoomFile): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": attachment(name),
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
    },
  });
}

/** RFC 6266: the name for old clients has nothing that ends the quotes, the other one is encoded. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
