import { Buffer } from "node:buffer";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { FrameOf, ServerFrame } from "@/lib/chat/protocol.ts";

/** A message as it travels: encoded once, however many sockets it goes to. */
export interface Encoded {
  seq: number;
  /** Whose it is, under the name of that time. */
  author: number;
  rev: number;
  json: string;
  /** Length of `json` in UTF-8. */
  bytes: number;
}

/** A frame ready to be sent, and its length in UTF-8 or a little more. */
export interface Frame {
  text: string;
  bytes: number;
}

/** What happened in a room in (from, to], to be cut into frames. */
export interface Stretch {
  room: number;
  from: number;
  to: number;
  /** Ascending by `rev`. */
  entries: readonly Encoded[];
  /** There is more after `to`. */
  more?: boolean;
}

/** All of one answer to a client that catches up; the rest it asks for again. */
export const ANSWER_BYTES = 1_048_576;

/** Room for `{"t":"events",…}` round the messages, with the longest numbers. */
const FRAME_OVERHEAD = 160;

/** Encodes a message for all who will ever get it in this state. */
export function encodeMessage(message: Message): Encoded {
  const json = JSON.stringify(message);
  const { seq, rev, author } = message;
  return { seq, author: author.id, rev, json, bytes: Buffer.byteLength(json) };
}

/** The text of one of the server's frames. */
export function encodeFrame<T extends ServerFrame["t"]>(frame: FrameOf<T>): string {
  return JSON.stringify(frame);
}

/** A frame that many sockets get. */
export function sharedFrame<T extends ServerFrame["t"]>(frame: FrameOf<T>): Frame {
  const text = encodeFrame(frame);
  return { text, bytes: Buffer.byteLength(text) };
}

/**
 * Cuts a stretch into `events` frames that follow one another without a gap: at 200 messages or
 * 256 KiB each, one message at least. Where the next one could pass `maxBytes` in all, it stops, and
 * the last says `more`.
 */
export function eventsFrames(stretch: Stretch, maxBytes = Infinity): Frame[] {
  const { entries } = stretch;
  const frames: Frame[] = [];
  let { from } = stretch;
  let total = 0;
  let at = 0;
  do {
    const end = endOfFrame(entries, at);
    const last = end === entries.length;
    const to = last ? stretch.to : entries[end - 1]!.rev;
    const size = bytesOf(entries, at, end);
    const cut = !last && total + size + LIMITS.eventsBytes > maxBytes;
    const more = cut || (last && stretch.more === true);
    frames.push(eventsFrame({ ...stretch, from, to, more, entries: entries.slice(at, end) }, size));
    if (cut) break;
    total += size;
    from = to;
    at = end;
  } while (at < entries.length);
  return frames;
}

function endOfFrame(entries: readonly Encoded[], at: number): number {
  const limit = Math.min(entries.length, at + LIMITS.eventsMessages);
  let bytes = FRAME_OVERHEAD;
  for (let end = at; end < limit; end++) {
    bytes += entries[end]!.bytes + 1;
    if (bytes > LIMITS.eventsBytes && end > at) return end;
  }
  return limit;
}

function bytesOf(entries: readonly Encoded[], at: number, end: number): number {
  let bytes = FRAME_OVERHEAD;
  for (; at < end; at++) bytes += entries[at]!.bytes + 1;
  return bytes;
}

function eventsFrame({ room, from, to, entries, more }: Stretch, bytes: number): Frame {
  const messages = entries.map((entry) => entry.json).join(",");
  const tail = more ? '],"more":true}' : "]}";
  const head = `{"t":"events","room":${room},"from":${from},"to":${to},"messages":[`;
  return { text: head + messages + tail, bytes };
}
