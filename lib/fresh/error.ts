/**
 * An error with an HTTP status. Thrown anywhere in a request it becomes the answer: plain text by
 * default, or whatever the nearest `onError` / `_error` renders.
 *
 * @example Answer 404
 * ```ts
 * import { HttpError } from "fresh";
 * const rooms = new Map<string, string>();
 * function findRoom(id: string): string {
 *   const room = rooms.get(id);
 *   if (room === undefined) throw new HttpError(404, "No such room");
 *   return room;
 * }
 * ```
 */
export class HttpError extends Error {
  /** The status of the answer, 400 to 599. */
  readonly status: number;

  /** `message` is what the client reads as plain text; empty means the status text. */
  constructor(status: number, message = "", options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}

/** The status an error stands for: its own for an {@linkcode HttpError}, otherwise 500. */
export function statusOf(error: unknown): number {
  return error instanceof HttpError ? error.status : 500;
}
