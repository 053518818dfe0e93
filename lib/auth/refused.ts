import { Unauthenticated } from "@/lib/chat/errors.ts";

/**
 * The one answer to whatever did not open the door: no such name, no password, a wrong one, a wrong
 * code, a ban. Which of them it was, nobody learns.
 */
export function refused(): Unauthenticated {
  return new Unauthenticated("Cannot sign in: name, password or code is wrong");
}
