import { Invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

/**
 * Checks the reason of a report or a ban; it may be left out. White space at its ends is cut.
 *
 * @throws {Invalid} if it is longer than 500 UTF-16 units, not well formed, or has a NUL
 */
export function parseReason(reason = ""): string {
  if (reason.length > LIMITS.reason) {
    const why = `it has ${reason.length} units, at most ${LIMITS.reason} allowed`;
    throw new Invalid(`Cannot take reason: ${why}`, { field: "reason" });
  }
  if (!reason.isWellFormed() || reason.includes("\0")) {
    throw new Invalid("Cannot take reason: it is not plain text", { field: "reason" });
  }
  return reason.trim();
}
