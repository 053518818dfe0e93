import { ChatError } from "@/lib/chat/errors.ts";
import { encodeFrame } from "./encode.ts";

/** Which of the client's frames is refused. */
export interface Refused {
  re?: string;
  id?: string;
  room?: number;
}

/** The `nack` that tells of an error; what is not meant for the client is not told. */
export function encodeNack(of: Refused, error: unknown): string {
  if (!(error instanceof ChatError)) {
    const message = "Something went wrong on the server";
    return encodeFrame<"nack">({ t: "nack", ...of, code: "internal", message, retry: false });
  }
  const { code, message, retry, afterMs } = error;
  const after = afterMs === undefined ? {} : { afterMs };
  return encodeFrame<"nack">({ t: "nack", ...of, code, message, retry, ...after });
}
