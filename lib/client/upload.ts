import type { SharedFile } from "@/lib/chat/model.ts";

/** The message that a file is to become: its client id, the words beside it, and what it answers. */
export interface Going {
  id: string;
  body: string;
  replyTo?: number | undefined;
}

/** Why a file cannot be sent: more than `most` bytes of something, or an error's code. */
export interface Refusal {
  code: string;
  most?: number | undefined;
}

/** A file that somebody has chosen, on its way to the server. */
export interface Upload {
  readonly key: string;
  readonly room: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** When the file was last changed, in milliseconds since the epoch: the same file has the same. */
  readonly modified: number;
  /** When it was chosen, in milliseconds since the epoch. */
  readonly at: number;
  readonly state: "waiting" | "sending" | "paused" | "failed" | "whole";
  /** Bytes that are at the server, or on their way to it. */
  readonly sent: number;
  /** Bytes a second, as far as that is known. */
  readonly pace?: number | undefined;
  /** It waits because the connection was cut, or the server was too busy. */
  readonly cut?: boolean;
  readonly why?: Refusal | undefined;
  /** Where the server takes it: a path of this host. */
  readonly path?: string | undefined;
  /** It goes as this message, as soon as it is whole. */
  readonly going?: Going | undefined;
  /** Its bytes; without them the file has to be chosen again. */
  readonly file?: Blob | undefined;
  /** Its bytes outlive the page. */
  readonly kept?: boolean;
}

/** The id that the server gave to a file. */
export function fileIdOf({ path = "" }: Pick<Upload, "path">): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** How it is told in a message until the server tells what it is. */
export function sharedFileOf(upload: Pick<Upload, "path" | "name" | "size">): SharedFile {
  const { name, size } = upload;
  return { id: fileIdOf(upload), name, size, type: "application/octet-stream" };
}

/** It is not all there, and nothing but time or the connection is in its way. */
export function isUnderWay({ state }: Upload): boolean {
  return state === "waiting" || state === "sending";
}

/** Its bytes are not at hand: the file has to be chosen again. */
export function isAbsent({ state, file }: Upload): boolean {
  return state !== "whole" && file === undefined;
}
