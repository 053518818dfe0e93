import type { Owner } from "./outbox_shelf.ts";
import { isClientId, isCursor, isId, isNumber, isText, maybe, oneOf, shapeOf } from "./shape.ts";
import type { Going, Upload } from "./upload.ts";

/** A chosen file as it is kept: whose it is, and which tab sends it. */
export interface KeptUpload
  extends Pick<Upload, "key" | "room" | "name" | "size" | "modified" | "at" | "sent"> {
  store: string;
  user: { id: number; name: string };
  tab: string;
  state: "waiting" | "paused" | "whole";
  path?: string | undefined;
  going?: Going | undefined;
}

/** Whether this is an upload that was kept; another version of the page may have kept others. */
export const isKeptUpload = shapeOf<KeptUpload>({
  ...{ key: isClientId, room: isId, name: isText, size: isCursor, modified: isNumber },
  ...{ at: isNumber, sent: isCursor, store: isText, tab: isText, path: maybe(isText) },
  user: shapeOf<KeptUpload["user"]>({ id: isId, name: isText }),
  state: oneOf("waiting", "paused", "whole"),
  going: maybe(shapeOf<Going>({ id: isClientId, body: isText, replyTo: maybe(isId) })),
}) as (value: unknown) => value is KeptUpload;

/**
 * Where chosen files outlive the page, one for all tabs. Nothing here throws: what cannot be kept is
 * not.
 */
export interface UploadShelf {
  /** What is kept of this person, in the order in which it was chosen. */
  load(owner: Owner): Promise<KeptUpload[]>;
  put(kept: KeptUpload): Promise<void>;
  /** Keeps the bytes, too. False: there is no room for them. */
  putBytes(key: string, bytes: Blob): Promise<boolean>;
  bytes(key: string): Promise<Blob | undefined>;
  /** Makes it this tab's, if it is still that one's. Tells whether it is. */
  claim(key: string, from: string, to: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Forgets all of one person's. */
  clear(user: number): Promise<void>;
}

/** One person's of one database. */
export function uploadsOf(kept: readonly unknown[], { store, id, name }: Owner): KeptUpload[] {
  return kept.filter(isKeptUpload)
    .filter((one) => one.store === store && one.user.id === id && one.user.name === name)
    .sort((a, b) => a.at - b.at);
}
