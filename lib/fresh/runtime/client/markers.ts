import { MARKER_PREFIX } from "../shared_internal.ts";

const END_PREFIX = `/${MARKER_PREFIX}`;

/** A comment that the server put before an island or a slot. */
export interface Marker {
  kind: string;
  /** Fields after the kind: name, index and key of an island; id and name of a slot. */
  fields: string[];
}

/** Reads the marker of a node; null for any other node. */
export function readMarker(node: Node): Marker | null {
  if (node.nodeType !== Node.COMMENT_NODE) return null;
  const text = (node as Comment).data;
  if (!text.startsWith(MARKER_PREFIX)) return null;
  const [kind = "", ...fields] = text.slice(MARKER_PREFIX.length).split(":");
  return { kind, fields };
}

/** Finds, among the siblings after `start`, the comment that ends what it starts. */
export function findEnd(start: Node, kind: string): Comment | null {
  let depth = 0;
  for (let node = start.nextSibling; node !== null; node = node.nextSibling) {
    if (node.nodeType !== Node.COMMENT_NODE) continue;
    if ((node as Comment).data === END_PREFIX + kind && depth-- === 0) return node as Comment;
    if (readMarker(node)?.kind === kind) depth++;
  }
  return null;
}
