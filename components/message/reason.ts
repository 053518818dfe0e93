import type { ErrorCode } from "@/lib/chat/errors.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

/** Why a message cannot be sent, in the reader's language; `code` is an error's, `blank`, `file` or `store`. */
export function reasonFor(code: string, max: number, speech: Speech<"chat">): string {
  if (code === "too_large") return speech.say("why.too_large", { max });
  return speech.say(`why.${isKnown(code) ? code : "internal"}`);
}

type Known = Exclude<ErrorCode, "too_large"> | "blank" | "file" | "store";

const KNOWN: Readonly<Record<Known, true>> = {
  blank: true,
  file: true,
  store: true,
  invalid: true,
  unauthenticated: true,
  forbidden: true,
  not_found: true,
  conflict: true,
  rate_limited: true,
  unavailable: true,
  internal: true,
};

function isKnown(code: string): code is Known {
  return Object.hasOwn(KNOWN, code);
}
