import * as z from "zod/mini";
import { User } from "@/lib/chat/model.ts";
import { newClientId } from "./client_id.ts";

const ANSWER_WITHIN = 10_000;

const Readers = z.object({ readers: z.array(User), members: z.number() });
const Deleted = z.object({ undo: z.optional(z.union([z.string(), z.number()])) });

/** Who has read a message, of how many members. */
export type Readers = z.infer<typeof Readers>;

/** A message, by its room and its place there. */
export interface MessagePlace {
  room: number;
  seq: number;
}

/** The server did not do it; `status` is that of HTTP. */
export class DeedError extends Error {
  override readonly name = "DeedError";

  constructor(readonly status: number) {
    super(`Cannot do this: the server answered ${status}`);
  }
}

/** Asks who has read a message. @throws {DeedError} with 403 in a room too large to tell */
export async function readersOf(place: MessagePlace): Promise<Readers> {
  return Readers.parse(await ask(`${pathOf(place)}/readers`));
}

/** Tells the moderators of a message. @throws {DeedError} */
export async function report(place: MessagePlace, reason: string): Promise<void> {
  await ask(`${pathOf(place)}/report`, { method: "POST", body: reason === "" ? {} : { reason } });
}

/** Deletes somebody's message. Gives back by what that is undone. @throws {DeedError} */
export async function removeMessage(place: MessagePlace): Promise<string | undefined> {
  const answer = await ask(pathOf(place), { method: "DELETE", body: { id: newClientId() } });
  const { undo } = Deleted.parse(answer);
  return undo === undefined ? undefined : String(undo);
}

/** Takes a deed back, which can be done for ten seconds. @throws {DeedError} */
export async function undo(id: string): Promise<void> {
  await ask(`/api/v1/undo/${id}`, { method: "POST", body: {} });
}

function pathOf({ room, seq }: MessagePlace): string {
  return `/api/v1/rooms/${room}/messages/${seq}`;
}

async function ask(
  path: string,
  { method = "GET", body }: { method?: string; body?: Record<string, string> } = {},
): Promise<unknown> {
  const response = await fetch(path, {
    method,
    signal: AbortSignal.timeout(ANSWER_WITHIN),
    ...(body === undefined ? {} : {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new DeedError(response.status);
  return response.status === 204 ? undefined : await response.json();
}
