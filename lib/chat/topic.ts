import { Invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

/**
 * Checks the topic of a room. White space at its ends is cut.
 *
 * @throws {Invalid} if it is longer than 250 UTF-16 units, or has a control character
 */
export function parseTopic(topic: string): string {
  if (topic.length > LIMITS.topic) {
    const why = `it has ${topic.length} units, at most ${LIMITS.topic} allowed`;
    throw new Invalid(`Cannot take topic: ${why}`, { field: "topic" });
  }
  if (/[\p{Cc}\p{Cs}]/u.test(topic)) {
    throw new Invalid("Cannot take topic: it has a control character", { field: "topic" });
  }
  return topic.trim();
}
