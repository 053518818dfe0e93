import type { AnyVNode } from "../../vnode.ts";
import { type ComponentChildren, Fragment, h } from "preact";
import { MARKER_PREFIX } from "../shared_internal.ts";

/** Puts a pair of comments around what is rendered, by which the browser finds it again. */
export function withMarker(
  kind: "island" | "slot" | "key",
  text: string,
  children: ComponentChildren,
): AnyVNode {
  return h(Fragment, null, [
    comment(`${MARKER_PREFIX}${kind}:${text}`),
    children,
    comment(`/${MARKER_PREFIX}${kind}`),
  ]);
}

// The renderer writes a fragment with this prop as a comment; preact's types do not know it.
function comment(text: string): AnyVNode {
  return h(Fragment, { UNSTABLE_comment: text } as Record<string, unknown>);
}
