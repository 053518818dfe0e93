import { Conflict, Invalid } from "./errors.ts";
import { FIRST_ROOM } from "./first_room.ts";
import { LIMITS } from "./limits.ts";
import type { Room } from "./model.ts";
import { parseName } from "./name.ts";
import { randomSlug, slugOf } from "./slug.ts";
import type { AuditNote, NewRoom, RoomChanges } from "./store.ts";
import type { SystemLine } from "./system_line.ts";
import { parseTopic } from "./topic.ts";

/** What somebody wants to be otherwise about a room. */
export interface RoomWish {
  name?: string | undefined;
  topic?: string | undefined;
  kind?: NewRoom["kind"] | undefined;
  /** Seconds between two messages of one person; 0: none. */
  slow?: number | undefined;
  locked?: boolean | undefined;
  archived?: boolean | undefined;
}

type Note = Pick<AuditNote, "action" | "detail" | "undo">;

/**
 * What a wish changes about a room, what is as it is left out, and what the log says of it.
 *
 * @throws {Invalid} if a part cannot be one
 * @throws {Conflict} if it is the first room, and would no longer be found by those who come in
 */
export function planRoomChanges(
  room: Room,
  wish: RoomWish,
): { changes: RoomChanges; notes: Note[] } {
  const changes = changesOf(room, wish);
  const closes = changes.archived || changes.kind === "private";
  if (room.slug === FIRST_ROOM && closes) throw new Conflict("The first room stays as it is");
  return { changes, notes: notesOn(room, changes) };
}

/** What a room's history tells of such changes; of one that goes to the archive, nobody would read it. */
export function linesOn(room: Room, { name, topic, archived }: RoomChanges): SystemLine[] {
  if (archived) return [];
  const renamed = name !== undefined && name.name !== room.name;
  return [
    ...(renamed ? [{ event: "renamed" as const, name: name.name }] : []),
    ...(topic === undefined ? [] : [{ event: "topic" as const, topic }]),
  ];
}

/** What the log may call a room that is gone: everybody who reads it could see it. */
export function tellableName({ kind, name }: Room): string | undefined {
  return kind === "public" || kind === "announcement" ? name : undefined;
}

function changesOf(
  room: Room,
  { name, topic, kind, slow, locked, archived }: RoomWish,
): RoomChanges {
  if (slow !== undefined && slow > LIMITS.slow) {
    throw new Invalid(`Cannot slow the room: ${slow} s, at most ${LIMITS.slow} allowed`, {
      field: "slow",
    });
  }
  const shown = name === undefined ? room.name : parseName(name).shown;
  const wanted = topic === undefined ? room.topic : parseTopic(topic);
  const next = kind ?? room.kind;
  const slug = slugFor(room, { name: shown, kind: next });
  return {
    ...(shown === room.name && slug === room.slug ? {} : { name: { name: shown, slug } }),
    ...(wanted === room.topic ? {} : { topic: wanted }),
    ...(next === room.kind || next === "direct" ? {} : { kind: next }),
    ...(slow === undefined || slow === (room.slow ?? 0) ? {} : { slow }),
    ...(locked === undefined || locked === (room.locked ?? false) ? {} : { locked }),
    ...(archived === undefined || archived === (room.archived ?? false) ? {} : { archived }),
  };
}

function slugFor(room: Room, { name, kind }: Pick<Room, "name" | "kind">): string {
  // Newcomers are led to the first room by its address.
  if (room.kind === "direct" || room.slug === FIRST_ROOM) return room.slug;
  if (kind === "private") return room.kind === "private" ? room.slug : randomSlug();
  const stays = room.kind !== "private" && slugOf(name) === slugOf(room.name);
  return stays ? room.slug : slugOf(name);
}

function notesOn(room: Room, { slow, locked, archived }: RoomChanges): Note[] {
  const notes: Note[] = [];
  if (archived) notes.push({ action: "archive", detail: tellableName(room) });
  if (slow !== undefined) {
    const undo = JSON.stringify({ slow: room.slow ?? 0 });
    notes.push({ action: "slow", detail: String(slow), undo });
  }
  if (locked) notes.push({ action: "lock", undo: "{}" });
  if (locked === false) notes.push({ action: "unlock" });
  return notes;
}
