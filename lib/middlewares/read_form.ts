import { NotJson, readText } from "./read_json.ts";

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
