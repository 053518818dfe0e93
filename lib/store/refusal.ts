import type { ErrorCode } from "@/lib/chat/errors.ts";
import type { Outcome } from "@/lib/chat/store.ts";

/** A change that is not carried out. */
export type Refusal = Extract<Outcome, { kind: "refused" }>;

/** Why a change is not carried out. */
export function refusal(code: ErrorCode, message: string): Refusal {
  return { kind: "refused", code, message };
}
