import type { SharedFile } from "./model.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** Sizes of the previews of a picture. */
export type PreviewSize = "small" | "large";

/** A file that somebody begins to send; whatever it is, nobody has looked at it yet. */
export interface NewFile {
  /** 32 hex digits: 128 random bits. */
  id: string;
  owner: number;
  name: string;
  /** Bytes that it will have. */
  size: number;
  /** For how long it is kept if nothing more comes, in milliseconds from now. */
  ttlMs: number;
}

/**
 * How much may be kept, in bytes (`Infinity`: as much as there is room for), and how many files one
 * person may have under way.
 */
export interface FileQuota {
  person: number;
  server: number;
  open: number;
}

/**
 * What is kept, in bytes: of one person, and of all. Content counts once, however many files have it;
 * what is only announced counts as if it were here, and what is to be swept as the server's.
 */
export interface FileUsage {
  person: number;
  server: number;
  /** What is announced, by all, and not here yet: it has no space on the disk by now. */
  awaited: number;
}

/** A file as it stands; times in milliseconds since the epoch. */
export interface FileState {
  id: string;
  owner: number;
  name: string;
  size: number;
  /** Bytes that are here. */
  received: number;
  /** When it is forgotten; `undefined`: not as long as its message is there. */
  expiresAt: number | undefined;
  /** What it is, once all of it is here. */
  whole: WholeFile | undefined;
  /** The message that it belongs to. */
  place: { room: number; seq: number } | undefined;
}

/** A file that is all here. */
export interface WholeFile {
  /** Under which id its bytes are kept: another file's, where that has the same content. */
  blob: string;
  hash: Hash;
  /** A media type, by what its bytes are. */
  type: string;
  /** Pixels as the picture is to be shown; only of pictures that have previews. */
  width: number | undefined;
  height: number | undefined;
}

/** A file among those of a room. */
export interface RoomFile {
  file: SharedFile;
  seq: number;
  author: { id: number; name: string };
  /** When it was posted, in milliseconds since the epoch. */
  at: number;
}

/** Kinds of files that a list can be narrowed to. */
export type FileKind = "image" | "video" | "audio" | "document" | "other";

/** Which files of a room: words of the name, folded; the order; and after which one to go on. */
export interface RoomFileQuery {
  words?: readonly string[] | undefined;
  kind?: FileKind | undefined;
  from?: number | undefined;
  order: "newest" | "oldest" | "largest" | "smallest" | "name";
  limit: number;
  /** Files to leave out from the front of that order. */
  offset: number;
}

/** A preview of a picture, in WebP. */
export interface Preview {
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * What is known of files: whose they are, how far they have come, where they belong. Their bytes are
 * elsewhere (`ByteStore`), under the id of a file or of the one that had the same content first.
 */
export interface FileStore {
  /**
   * Takes a file on, and its space with it, if all of it fits: under one lock for all instances.
   * @throws {TooLarge} `field` "person" or "server", if it does not
   * @throws {RateLimited} if the person has too many under way
   */
  reserve(file: NewFile, quota: FileQuota): Promise<FileState>;
  find(id: string): Promise<FileState | undefined>;
  usage(user: number): Promise<FileUsage>;
  /**
   * Makes `holder` (ASCII, 64 characters at most) the only one that may write the file, for `ms` from
   * now; also again.
   * @throws {NotFound} if it is not there, or is all here
   * @throws {Conflict} with `afterMs`, if another one holds it
   */
  hold(id: string, holder: string, ms: number): Promise<FileState>;
  /**
   * Notes that its first `to` bytes are here, and keeps it, held, for `ms` and `ttlMs` more.
   * @throws {Conflict} if somebody else holds it by now, it is gone, or `to` is less than is here
   * already
   */
  advance(
    id: string,
    holder: string,
    to: number,
    more: { ms: number; ttlMs: number },
  ): Promise<void>;
  /** Lets another one write it at once. */
  release(id: string, holder: string): Promise<void>;
  /**
   * The file is all here. Where the same content is here already, it is that: its own bytes are then
   * nobody's, and the answer's `blob` is another id than the file's.
   * @throws {NotFound} if it is not there
   * @throws {Conflict} if somebody else holds it by now, or not all of it has been noted
   */
  finish(
    id: string,
    holder: string,
    whole: Omit<WholeFile, "blob">,
    ttlMs: number,
  ): Promise<WholeFile>;
  /**
   * Forgets a file that belongs to no message, and gives back its space. Its bytes go with the next
   * sweep, or once nobody can be writing them any more. False: it is not there, or belongs to one.
   */
  cancel(id: string): Promise<boolean>;
  /** Another file of the same content, for somebody who passes it on. @throws {NotFound} */
  copy(id: string, to: { id: string; owner: number; ttlMs: number }): Promise<FileState>;
  /**
   * The room's files, those of deleted messages left out, and how many there are without a limit.
   * Words are folded as names are (`foldFileName`).
   */
  inRoom(room: number, query: RoomFileQuery): Promise<{ files: RoomFile[]; total: number }>;
  /** These files, as far as they belong to messages of the room, in the order of asking. */
  someInRoom(room: number, ids: readonly string[]): Promise<RoomFile[]>;
  preview(blob: string, size: PreviewSize): Promise<Preview | undefined>;
  keepPreview(blob: string, size: PreviewSize, preview: Preview): Promise<void>;
  /**
   * Forgets files whose time is over, then content that belongs to no file any more. What it gives
   * are ids of bytes, 100 at most, that nobody will ask for again; whoever has removed them says so
   * by `swept`, else they are given again.
   */
  sweep(): Promise<string[]>;
  swept(blobs: readonly string[]): Promise<void>;
}
