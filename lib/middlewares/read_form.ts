import { TooLarge } from "@/lib/chat/errors.ts";
import { NotJson, readBytes, readText } from "./read_json.ts";

/**
 * The body of a page's own form, as the browser sends it.
 *
 * @throws {NotJson} 415, if it is anything else: other types would come without their fields
 * @throws {TooLarge} above 65,536 bytes
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new NotJson(415, "Cannot read the body: a form wanted");
  }
  return new URLSearchParams(await readText(request));
}

/** A field as it was typed; "" if it is not there. Forms turn each line break into two characters. */
export function fieldOf(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? "").replaceAll("\r\n", "\n");
}

/** What stands round a file in such a form: its boundaries, its name, a field or two. */
const ROUND_A_FILE = 8_192;

/** Whether a form brings a file. */
export function bringsFile(request: Request): boolean {
  return /^multipart\/form-data\s*;/i.test(request.headers.get("content-type") ?? "");
}

/**
 * The file in a field of a page's own form; `undefined` if none was chosen.
 *
 * @param most bytes of the file
 * @throws {TooLarge} above them
 * @throws {NotJson} 400, if it is no such form
 */
export async function readUpload(
  request: Request,
  { field, most }: { field: string; most: number },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const body = await readBytes(request, most + ROUND_A_FILE);
  const type = request.headers.get("content-type") ?? "";
  const form = await parts(body, type);
  const file = form.get(field);
  if (!(file instanceof File) || file.size === 0) return undefined;
  if (file.size > most) throw new TooLarge("The file is too large");
  return new Uint8Array(await file.arrayBuffer());
}

async function parts(body: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    throw new NotJson(400, "Cannot read the body: a form with a file wanted");
  }
}
