import type { Message, Room, User } from "@/lib/chat/model.ts";
import { ask, get } from "./deed_requests.ts";
import { isMessage, isRoom, isUser } from "./model_shapes.ts";
import { isCursor, isInstant, isText, listOf, shapeOf } from "./shape.ts";

/** Replies that are asked for at once. */
export const REPLIES_PAGE = 100;
/** What was put aside that is looked at to tell whether a message was. */
const SAVED_PAGE = 200;

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

/** What a message said, and until when (ISO 8601). */
export interface Revision {
  body: string;
  at: string;
}

/** Asks who has read a message. @throws {DeedError} with 403 in a room too large to tell */
export async function readersOf(place: MessagePlace): Promise<Readers> {
  return await get(
    `${pathOf(place)}/readers`,
    shapeOf<Readers>({ readers: listOf(isUser), members: isCursor }),
  );
}

/** Asks what a message said before, the oldest first. @throws {DeedError} */
export async function revisionsOf(place: MessagePlace): Promise<Revision[]> {
  const isRevision = shapeOf<Revision>({ body: isText, at: isInstant });
  const answer = await get<{ revisions: Revision[] }>(
    `${pathOf(place)}/revisions`,
    shapeOf<{ revisions: Revision[] }>({ revisions: listOf(isRevision) }),
  );
  return answer.revisions;
}

/** Asks for replies to a message that come after the one at `after`, the oldest first. @throws {DeedError} */
export function repliesTo(place: MessagePlace, after: number): Promise<Message[]> {
  return messages(`${pathOf(place)}/replies?after=${after}&limit=${REPLIES_PAGE}`);
}

/** Asks for one message. @throws {DeedError} */
export async function messageAt(place: MessagePlace): Promise<Message> {
  const shape = shapeOf<{ message: Message }>({ message: isMessage });
  return (await get<{ message: Message }>(pathOf(place), shape)).message;
}

/** Asks what is pinned in a room, the latest pin first. @throws {DeedError} */
export function pinsOf(room: number): Promise<Message[]> {
  return messages(`/api/v1/rooms/${room}/pins`);
}

/** Asks for the rooms that the person is in. @throws {DeedError} */
export async function ownRooms(): Promise<Room[]> {
  const shape = shapeOf<{ rooms: Room[] }>({ rooms: listOf(isRoom) });
  const { rooms } = await get<{ rooms: Room[] }>("/api/v1/rooms", shape);
  return rooms.filter(({ joined }) => joined);
}

/** Passes a message on to another room, once for each `id`. @throws {DeedError} */
export async function forward(
  place: MessagePlace,
  { id, room }: { id: string; room: number },
): Promise<void> {
  await ask(`${pathOf(place)}/forward`, { method: "POST", body: { id, room } });
}

/** Puts a message aside for oneself, or takes it away. @throws {DeedError} */
export async function save({ room, seq }: MessagePlace, on: boolean): Promise<void> {
  await ask("/api/v1/me/saved", { method: "POST", body: { room, seq, on } });
}

/** The places in a room of what the person has put aside, as far as it was lately. @throws {DeedError} */
export async function savedIn(room: number): Promise<Set<number>> {
  const isEntry = shapeOf<{ message: Message }>({ message: isMessage });
  const { entries } = await get<{ entries: { message: Message }[] }>(
    `/api/v1/me/saved?limit=${SAVED_PAGE}`,
    shapeOf<{ entries: unknown }>({ entries: listOf(isEntry) }),
  );
  const here = entries.filter(({ message }) => message.room === room);
  return new Set(here.map(({ message }) => message.seq));
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

function pathOf({ room, seq }: MessagePlace): string {
  return `/api/v1/rooms/${room}/messages/${seq}`;
}

async function messages(path: string): Promise<Message[]> {
  const shape = shapeOf<{ messages: Message[] }>({ messages: listOf(isMessage) });
  return (await get<{ messages: Message[] }>(path, shape)).messages;
}
