/** What a person wants to happen in a room; `base` is the `rev` of the message as they saw it then. */
export type Wish =
  | { kind: "post"; body: string }
  | { kind: "edit"; seq: number; body: string; base: number }
  | { kind: "delete"; seq: number; base: number }
  | { kind: "react"; seq: number; emoji: string; on: boolean; base: number }
  | { kind: "pin"; seq: number; on: boolean; base: number };

/** An answer that says it is done. */
export interface Acked {
  at: number;
  room: number;
  seq: number;
  rev: number;
  dup: boolean;
}

/** Who wanted it, where, and when. */
export interface Circumstances {
  /** The person's id. */
  author: number;
  /** The tab in which it was wanted. */
  by: string;
  room: number;
  /** The database that the tab was on. */
  store: string;
  at: number;
}

/**
 * A wish, and what came of it. Times are milliseconds by the one clock of the process that all
 * clients run in.
 */
export interface Deed extends Readonly<Circumstances> {
  readonly wish: Wish;
  /** It was its tab's n-th. */
  readonly order: number;
  /** Its client id, once it has been sent. */
  id: string | undefined;
  readonly sentAt: number[];
  /** Which connection each of these went by. */
  readonly sentBy: string[];
  readonly acks: Acked[];
  /** It was finally refused; sending it again takes that back. */
  refused: { at: number; code: string } | undefined;
}

/** When it was first sent; never: `Infinity`. */
export function firstSent({ sentAt }: Deed): number {
  return sentAt[0] ?? Infinity;
}

/** As a finding names it: `Ana/geral: post "Ana/geral 17"`. */
export function titleOf({ by, wish }: Deed): string {
  if (wish.kind === "post") return `${by}: post "${wish.body}"`;
  if (wish.kind === "edit") return `${by}: edit of ${wish.seq} to "${wish.body}"`;
  if (wish.kind === "delete") return `${by}: delete of ${wish.seq}`;
  if (wish.kind === "pin") return `${by}: pin ${wish.on ? "on" : "off"} ${wish.seq}`;
  return `${by}: ${wish.emoji} ${wish.on ? "on" : "off"} for ${wish.seq}`;
}
