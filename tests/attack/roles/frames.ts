import { newId } from "../../support/new_id.ts";
import type { Ids, Kind } from "./scene.ts";

/** One row: a frame, and what answers it in each column. */
export interface FrameRow {
  t: string;
  in: Kind;
  /** Done once: each cell has a room of its own. */
  fresh?: true;
  frame: (ids: Pick<Ids, "room" | "seq">) => unknown;
  /**
   * The `t` of the answer, or the code of the `nack`; `-`: nothing. Columns: guest, member, other,
   * owner, moderator, host.
   */
  expect: string;
}

const id = newId;

/** Every frame that a client may send, and what it comes to. Written out by hand. */
export const FRAMES: readonly FrameRow[] = [
  {
    t: "send",
    in: "private",
    frame: ({ room }) => ({ t: "send", id: id(), room, body: "oi" }),
    expect: "ack ack not_found ack not_found not_found",
  },
  {
    t: "send",
    in: "public",
    frame: ({ room }) => ({ t: "send", id: id(), room, body: "oi" }),
    expect: "ack ack forbidden ack forbidden forbidden",
  },
  {
    t: "edit",
    in: "private",
    frame: ({ room, seq }) => ({ t: "edit", id: id(), room, seq, body: "x" }),
    expect: "forbidden forbidden not_found forbidden not_found not_found",
  },
  {
    t: "edit",
    in: "public",
    frame: ({ room, seq }) => ({ t: "edit", id: id(), room, seq, body: "x" }),
    expect: "forbidden forbidden forbidden forbidden forbidden forbidden",
  },
  {
    t: "delete",
    in: "private",
    fresh: true,
    frame: ({ room, seq }) => ({ t: "delete", id: id(), room, seq }),
    expect: "forbidden forbidden not_found ack not_found not_found",
  },
  {
    t: "delete",
    in: "public",
    fresh: true,
    frame: ({ room, seq }) => ({ t: "delete", id: id(), room, seq }),
    expect: "forbidden forbidden forbidden ack ack ack",
  },
  {
    t: "react",
    in: "private",
    frame: ({ room, seq }) => ({ t: "react", id: id(), room, seq, emoji: "👍", on: true }),
    expect: "ack ack not_found ack not_found not_found",
  },
  {
    t: "react",
    in: "public",
    frame: ({ room, seq }) => ({ t: "react", id: id(), room, seq, emoji: "👍", on: true }),
    expect: "ack ack forbidden ack forbidden forbidden",
  },
  {
    t: "pin",
    in: "private",
    frame: ({ room, seq }) => ({ t: "pin", id: id(), room, seq, on: true }),
    expect: "forbidden ack not_found ack not_found not_found",
  },
  {
    t: "pin",
    in: "public",
    frame: ({ room, seq }) => ({ t: "pin", id: id(), room, seq, on: true }),
    expect: "forbidden ack forbidden ack forbidden forbidden",
  },
  {
    t: "pull",
    in: "private",
    frame: ({ room }) => ({ t: "pull", room, since: 0 }),
    expect: "events events not_found events not_found not_found",
  },
  {
    t: "pull",
    in: "public",
    frame: ({ room }) => ({ t: "pull", room, since: 0 }),
    expect: "events events not_found events not_found not_found",
  },
  {
    t: "read",
    in: "private",
    frame: ({ room, seq }) => ({ t: "read", room, seq }),
    expect: "- - not_found - not_found not_found",
  },
  {
    t: "read",
    in: "public",
    frame: ({ room, seq }) => ({ t: "read", room, seq }),
    expect: "- - forbidden - forbidden forbidden",
  },
  {
    t: "typing",
    in: "private",
    frame: ({ room }) => ({ t: "typing", room, on: true }),
    expect: "- - not_found - not_found not_found",
  },
  {
    t: "typing",
    in: "public",
    frame: ({ room }) => ({ t: "typing", room, on: true }),
    expect: "- - forbidden - forbidden forbidden",
  },
  {
    t: "away",
    in: "public",
    frame: () => ({ t: "away", on: false }),
    expect: "- - - - - -",
  },
  {
    t: "ping",
    in: "public",
    frame: () => ({ t: "ping", n: 1 }),
    expect: "pong pong pong pong pong pong",
  },
];

/** What `hello` hears of a private room that it names, and who is not let in at all. */
export const HELLO = "events events gone events gone gone 4401 refused";
