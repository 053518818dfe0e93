import type { FrameOf, ServerFrame } from "@/lib/chat/server_frame.ts";
import { isLimits, isMessage, isRoom, isUser } from "./model_shapes.ts";
import {
  isClientId,
  isCursor,
  isId,
  isInstant,
  isNumber,
  isSwitch,
  isText,
  isTrue,
  listOf,
  maybe,
  oneOf,
  recordOf,
  type Shape,
  shapeOf,
} from "./shape.ts";

const isMode = oneOf("live", "slow");
const ids = listOf(isId);

const SHAPES: { readonly [T in ServerFrame["t"]]: Record<Exclude<keyof FrameOf<T>, "t">, Shape> } =
  {
    welcome: {
      ...{ store: isText, me: isUser, rooms: listOf(isRoom), online: ids, away: maybe(ids) },
      ...{ now: isInstant, limits: isLimits, mode: isMode },
    },
    ack: {
      ...{ id: isClientId, room: isId, seq: isId, rev: isId, at: isInstant },
      ...{ dup: maybe(isTrue), undo: maybe(isId) },
    },
    nack: {
      ...{ id: maybe(isText), re: maybe(isText), room: maybe(isId), code: isText },
      ...{ message: isText, retry: isSwitch, afterMs: maybe(isNumber) },
    },
    events: {
      ...{ room: isId, from: isCursor, to: isCursor, messages: listOf(isMessage) },
      more: maybe(isTrue),
    },
    reset: { room: isId, rev: isCursor },
    head: { room: isId, rev: isCursor },
    room: { room: isRoom },
    gone: { room: isId },
    read: { room: isId, reads: recordOf(isCursor) },
    waiting: { knocks: isCursor, reports: isCursor },
    typing: {
      ...{ room: isId, user: shapeOf<{ id: number; name: string }>({ id: isId, name: isText }) },
      on: isSwitch,
    },
    presence: {
      ...{ online: maybe(ids), joined: maybe(ids), left: maybe(ids), away: maybe(ids) },
      back: maybe(ids),
    },
    person: { user: isUser },
    mode: { mode: isMode },
    pong: { n: isNumber },
    bye: { reason: isText, afterMs: isNumber },
  };

const KINDS = new Map(
  Object.entries(SHAPES).map(([t, fields]) => [t, shapeOf<Record<string, unknown>>(fields)]),
);

/** A frame of a kind that is known here; whatever else comes is left for newer clients. */
export function readFrame(json: unknown): ServerFrame | undefined {
  const isFrame = (value: unknown): value is ServerFrame => {
    const t = value instanceof Object && "t" in value ? String(value.t) : "";
    return KINDS.get(t)?.(value) === true;
  };
  return isFrame(json) ? json : undefined;
}
