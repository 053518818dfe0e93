import type { Context } from "fresh";
import { Conflict, TooLarge } from "@/lib/chat/errors.ts";
import type { FileState } from "@/lib/chat/file_store.ts";
import type { State } from "@/utils.ts";
import { isTus } from "./for_programs.ts";
import { NotTus, VERSION } from "./tus_request.ts";

/** What of its extensions. */
const EXTENSIONS = "creation,creation-with-upload,termination,expiration";

/** Puts on every answer below /tus, be it an error, what the protocol wants on all of them. */
export async function tus(ctx: Context<State>): Promise<Response> {
  if (!isTus(ctx.url.pathname)) return await ctx.next();
  const answer = await ctx.next();
  answer.headers.set("tus-resumable", VERSION);
  if (answer.status === 412) answer.headers.set("tus-version", VERSION);
  answer.headers.set("cache-control", "no-store");
  return answer;
}

/** What tus calls an error for which we have a wider word; `undefined`: it has none of its own. */
export function tusStatusOf(error: unknown): number | undefined {
  if (error instanceof NotTus) return error.status;
  if (error instanceof Conflict && error.afterMs !== undefined) return 423;
  return error instanceof TooLarge && error.field === "disk" ? 507 : undefined;
}

/** What may be sent here: the answer to whoever asks for nothing else. */
export function tusOffer(largest: number): Response {
  const headers = {
    "tus-version": VERSION,
    "tus-extension": EXTENSIONS,
    "tus-max-size": String(largest),
  };
  return new Response(null, { status: 204, headers });
}

/** Where a file stands, as the answer to most that is asked. */
export function tusState(file: FileState, init: { status: number; location?: string }): Response {
  const headers = new Headers({ "upload-offset": String(file.received) });
  if (init.location !== undefined) headers.set("location", init.location);
  const ends = file.whole ? undefined : file.expiresAt;
  if (ends !== undefined) headers.set("upload-expires", new Date(ends).toUTCString());
  return new Response(null, { status: init.status, headers });
}

/** A file's name as metadata. */
export function asMetadata(name: string): string {
  return `filename ${new TextEncoder().encode(name).toBase64()}`;
}
