import * as z from "zod/mini";
import { ChatError, Invalid, TooLarge } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";

/** A body that is not sent within this time is a slow attack, or a dead line. */
const DEADLINE_MS = 10_000;

/** A body that is no JSON at all: the one error whose status depends on more than its code. */
export class NotJson extends Invalid {
  /** 400 for text that does not parse, 415 for another type of content. */
  readonly status: 400 | 415;

  constructor(status: 400 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The body of a request, read as JSON and parsed.
 *
 * @throws {NotJson} if it is of another type or does not parse
 * @throws {TooLarge} above 65,536 bytes
 * @throws {Invalid} if it is of another shape; `field` is the first part at fault
 */
export async function readJson<T>(request: Request, schema: z.ZodMiniType<T>): Promise<T> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new NotJson(415, "Cannot read the body: application/json wanted");
  }
  const result = schema.safeParse(parse(await readText(request)));
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join(".");
  throw new Invalid(`Cannot take the request: ${field || "body"} is not as it should be`, {
    ...(field ? { field } : {}),
  });
}

/** The body of a request as `readJson` gives it; a request without one stands for `{}`. */
export async function readOptionalJson<T>(request: Request, schema: z.ZodMiniType<T>): Promise<T> {
  const { headers } = request;
  const told = headers.has("content-type") || headers.has("transfer-encoding");
  if (told || Number(headers.get("content-length")) > 0) return await readJson(request, schema);
  return schema.parse({});
}

/**
 * The body of a request as text.
 *
 * @throws {TooLarge} above 65,536 bytes
 * @throws {NotJson} 400, if it is not UTF-8 or does not come in time
 */
export async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request, LIMITS.frame);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NotJson(400, "Cannot read the body");
  }
}

/**
 * The body of a request as it is.
 *
 * @throws {TooLarge} above so many bytes
 * @throws {NotJson} 400, if it does not come in time
 */
export async function readBytes(
  request: Request,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const tooSlow = AbortSignal.timeout(DEADLINE_MS);
  try {
    await request.body?.pipeTo(
      new WritableStream({
        write(chunk) {
          size += chunk.length;
          if (size > most) throw new TooLarge("The body is too large");
          chunks.push(chunk);
        },
      }),
      { signal: tooSlow },
    );
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (cause) {
    if (cause instanceof ChatError) throw cause;
    throw new NotJson(400, "Cannot read the body");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJson(400, "Cannot read the body: it is not JSON");
  }
}
