import type { User } from "@/lib/chat/model.ts";

const ANSWER_WITHIN = 10_000;

/** Who has read a message, of how many members. */
export interface Readers {
  readers: User[];
  members: number;
}

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
  const answer = await ask(`${pathOf(place)}/readers`);
  if (!isReaders(answer)) throw new DeedError(502);
  return answer;
}

/** Tells the moderators of a message. @throws {DeedError} */
export async function report(place: MessagePlace, reason: string): Promise<void> {
  await ask(`${pathOf(place)}/report`, { method: "POST", body: reason === "" ? {} : { reason } });
}

/** Deletes somebody's message. Gives back by what that is undone. @throws {DeedError} */
export async function removeMessage(place: MessagePlace): Promise<string | undefined> {
  const answer = await ask(pathOf(place), { method: "DELETE", body: {} });
  const id = answer instanceof Object && "undo" in answer ? answer.undo : undefined;
  return typeof id === "number" ? String(id) : undefined;
}

/** Takes a deed back, which can be done for ten seconds. @throws {DeedError} */
export async function undo(id: string): Promise<void> {
  await ask(`/api/v1/undo/${id}`, { method: "POST", body: {} });
}

function isReaders(json: unknown): json is Readers {
  return json instanceof Object && "members" in json && typeof json.members === "number" &&
    "readers" in json && Array.isArray(json.readers) && json.readers.every(isPerson);
}

function isPerson(json: unknown): boolean {
  return json instanceof Object && "id" in json && typeof json.id === "number" &&
    "name" in json && typeof json.name === "string";
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
