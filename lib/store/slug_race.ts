import { Unavailable } from "@/lib/chat/errors.ts";
import { DuplicateKey } from "./sql_connection.ts";

const TRIES = 5;

/**
 * Tries again when somebody took the address between our look and our word.
 * @throws {Unavailable} if that goes on
 */
export async function pastSlugRace<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      if (tries === TRIES) throw new Unavailable(undefined, { cause: error });
    }
  }
}
