import { LONGEST_BODY } from "./longest_body.ts";

/** The numbers of `conexao.v1`; clients are told those that bind them in `welcome.limits`. */
export const LIMITS = {
  /** Longest message, in UTF-16 units. */
  body: LONGEST_BODY,
  /** Longest name of a person or a room, in code points. */
  name: 40,
  /** Longest topic of a room, in UTF-16 units. */
  topic: 250,
  /** Longest password, in UTF-16 units, and shortest (NIST SP 800-63B, section 3.1.1.2). */
  password: 256,
  passwordMin: 8,
  /** Longest and shortest join code, in UTF-16 units. */
  joinCode: 64,
  joinCodeMin: 4,
  /** People that a message may call by name. */
  mentions: 20,
  /** Members up to which a room tells who reads and who types. */
  intimate: 200,
  /** People in one direct room. */
  direct: 10,
  /** Slowest pace of a room, in seconds: six hours. */
  slow: 21_600,
  /** Longest reason of a report or a ban, in UTF-16 units. */
  reason: 500,
  /** Bytes of a picture of a person, and pixels of its longer side. */
  picture: 65_536,
  pictureSide: 1_024,
  /** Files of one message, and longest name of one, in UTF-16 units. */
  files: 10,
  fileName: 255,
  /** Files that one person has under way at once. */
  openFiles: 5,
  /** Files in one archive, and archives that one person takes at once. */
  zipped: 1_000,
  zips: 2,
  /** Pixels of the longer side of previews. */
  previewSmall: 640,
  previewLarge: 1_920,
  /** Kinds of reactions to one message, and people that each of them names. */
  emojis: 20,
  reactors: 20,
  /** Pinned messages of one room. */
  pins: 50,
  /** Earlier texts of one message that are kept, the latest of them. */
  revisions: 50,
  /** Replies to one message that a page of history names. */
  replies: 100,
  /** Messages that one person has put aside. */
  saved: 1_000,
  /** Longest frame of a client, in bytes of UTF-8. */
  frame: 65_536,
  /** Frames of a client in one request, where there is no socket. */
  frames: 100,
  /** Rooms that one `hello` may name. */
  helloRooms: 500,
  /** Messages in one page of history, unless asked otherwise, and at most. */
  page: 50,
  pageMax: 200,
  /** Where a frame of the server closes: so many messages, or so many bytes of UTF-8. */
  eventsMessages: 200,
  eventsBytes: 262_144,
  /** Changes a client may be behind before it is told to start afresh, and that a live room keeps. */
  catchUp: 1_000,
} as const;
