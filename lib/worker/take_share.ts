import { ShareShelf } from "@/lib/client/share_shelf.ts";

/** Where the manifest has other apps send what they share, and where the person chooses a room. */
const PLACE = "/compartilhar";
/** Signs of a text that an address can carry. */
const LONGEST = 4_000;

/** Whether another app shares something: no form of our own sends files there. */
export function isShare({ method, url, headers }: Request): boolean {
  return method === "POST" && new URL(url).pathname === PLACE &&
    headers.get("content-type")?.startsWith("multipart/form-data") === true;
}

/**
 * Puts what was shared aside in this browser, and leads to where the person chooses the room. Nothing
 * is sent before that: any page of the Internet can post such a form.
 */
export async function takeShare(request: Request): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll("files").filter((one): one is File =>
    one instanceof File && one.size > 0
  );
  const parts = ["title", "text", "url"].map((name) => form.get(name)).filter((one) =>
    typeof one === "string" && one !== ""
  );
  const text = [...new Set(parts)].join("\n").slice(0, LONGEST);
  await new ShareShelf().put({ text, files });
  const query = new URLSearchParams({ text, ...files.length ? { files: `${files.length}` } : {} });
  return Response.redirect(new URL(`${PLACE}?${query}`, request.url).href, 303);
}
