import type { Message, SharedFile, User } from "@/lib/chat/model.ts";
import { get } from "./deed_requests.ts";
import { isSharedFile } from "./file_shape.ts";
import { isMessage, isUser } from "./model_shapes.ts";
import type { ListPage } from "./paged_list.ts";
import {
  isCursor,
  isId,
  isInstant,
  isText,
  isTrue,
  listOf,
  maybe,
  oneOf,
  type Shape,
  shapeOf,
} from "./shape.ts";

/** Files that are asked for at once. */
export const FILES_AT_ONCE = 48;
/** Members that are asked for at once, and hits. */
const MEMBERS = 200;
const HITS = 25;
/** Nobody looks through more members than this in a panel. */
const MOST_MEMBERS = 2_000;

/** Somebody in a room. */
export interface Member {
  user: User;
  role: "owner" | "member";
  /** ISO 8601; only of those who show it. */
  seenAt?: string;
}

/** A file of a room, and the message that brought it. */
export interface RoomFile {
  file: SharedFile;
  seq: number;
  author: { id: number; name: string };
  /** ISO 8601. */
  at: string;
}

/** A page of a room's files, which has so many of the kind that was asked for. */
export interface FilesPage extends ListPage<RoomFile> {
  total: number;
}

/** A message that was found, and the part of it that shows why. */
export interface FoundHit {
  message: Message;
  snippet: string;
  marks: [from: number, to: number][];
}

/** A page of what was found. */
export interface HitsPage extends ListPage<FoundHit> {
  partial?: boolean | undefined;
  /** Names in the search that nobody has. */
  unknown?: ("from" | "in")[] | undefined;
}

/** Everybody in a room. @throws {DeedError} */
export async function membersOf(room: number, signal?: AbortSignal): Promise<Member[]> {
  const isMember = shapeOf<Member>({
    user: isUser,
    role: oneOf("owner", "member"),
    seenAt: maybe(isInstant),
  });
  const shape = shapeOf<{ members: Member[] }>({ members: listOf(isMember) });
  const all: Member[] = [];
  let after = "";
  while (all.length < MOST_MEMBERS) {
    const { members } = await get<{ members: Member[] }>(
      `/api/v1/rooms/${room}/members?limit=${MEMBERS}${after}`,
      shape,
      signal,
    );
    all.push(...members);
    const last = members.at(-1);
    if (!last || members.length < MEMBERS) break;
    after = `&after=${last.user.id}`;
  }
  return all;
}

/** A page of a room's files of a kind, the newest first. @throws {DeedError} */
export async function filesOf(
  { room, kind, next = "0" }: { room: number; kind: string; next?: string | undefined },
  signal?: AbortSignal,
): Promise<FilesPage> {
  const query = new URLSearchParams({
    limit: String(FILES_AT_ONCE),
    offset: next,
    ...kind && { kind },
  });
  const isFile = shapeOf<RoomFile>({
    file: isSharedFile,
    seq: isId,
    author: shapeOf<RoomFile["author"]>({ id: isId, name: isText }),
    at: isInstant,
  });
  interface Answer {
    files: RoomFile[];
    total: number;
  }
  const { files, total } = await get<Answer>(
    `/api/v1/rooms/${room}/files?${query}`,
    shapeOf<Answer>({ files: listOf(isFile), total: isCursor }),
    signal,
  );
  const end = Number(next) + files.length;
  return { rows: files, total, ...end < total && files.length > 0 && { next: String(end) } };
}

/** A page of what a search in a room finds, the newest first. @throws {DeedError} */
export async function hitsOf(
  { room, words, next }: { room: number; words: string; next?: string | undefined },
  signal?: AbortSignal,
): Promise<HitsPage> {
  const query = new URLSearchParams({
    q: words,
    room: String(room),
    limit: String(HITS),
    ...next !== undefined && { cursor: next },
  });
  const { hits, ...rest } = await get<Found>(`/api/v1/search?${query}`, isFound, signal);
  return { rows: hits, ...rest };
}

interface Found extends Omit<HitsPage, "rows"> {
  hits: FoundHit[];
}

const isMark: Shape = (value) =>
  Array.isArray(value) && value.length === 2 && value.every(isCursor);

const isFound = shapeOf<Found>({
  hits: listOf(shapeOf<FoundHit>({ message: isMessage, snippet: isText, marks: listOf(isMark) })),
  next: maybe(isText),
  partial: maybe(isTrue),
  unknown: maybe(listOf(oneOf("from", "in"))),
});
