import { NotFound } from "@/lib/chat/errors.ts";

/** Whoever deletes their account ends their sessions with it: what there is to say of none then. */
export function goneOr<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof NotFound) return otherwise;
    throw error;
  };
}
