import type { AnyVNode } from "../../vnode.ts";
import { type ComponentChildren, Fragment, h } from "preact";
import { Head } from "../head.ts";
import { DATA_KEY_ATTR, headKey } from "../shared_internal.ts";
import { currentState, type RenderState } from "./render_state.ts";

/** Elements that a `Head` component puts into `<head>`. */
export const HEAD_TYPES: ReadonlySet<unknown> = new Set<unknown>([
  "title",
  "meta",
  "link",
  "script",
  "style",
  "base",
  "noscript",
  "template",
]);

// Vnodes that stand in `<head>` for good.
const settled = new WeakSet<AnyVNode>();

/** Whether a vnode is a `Head` component. */
export function isHeadComponent(vnode: AnyVNode): boolean {
  return vnode.type === Head;
}

/** Takes an element out of a `Head` component, or lets one replace an element of `<head>`. */
export function placeHeadElement(state: RenderState, vnode: AnyVNode): void {
  if (!HEAD_TYPES.has(vnode.type) || settled.has(vnode)) return;
  const place = state.places.at(-1);
  if (place !== "head" && place !== "headComponent") return;
  noteKey(vnode);
  const key = headKey(vnode);

  if (place === "headComponent") {
    // Deleted first: a later element of the same key takes its own place in the order.
    state.headElements.delete(key);
    state.headElements.set(key, copyOf(vnode));
    vnode.type = () => null;
  } else {
    const replacement = state.headElements.get(key);
    if (replacement === undefined) return;
    state.headElements.delete(key);
    vnode.type = () => replacement;
  }
}

// A `Head` in an island finds the element by this attribute.
function noteKey({ key, props }: AnyVNode): void {
  if (key === undefined || key === null) return;
  (props as Record<string, unknown>)[DATA_KEY_ATTR] = String(key);
}

function copyOf(vnode: AnyVNode): AnyVNode {
  const copy = h(vnode.type as string, { ...vnode.props });
  settled.add(copy);
  return copy;
}

/** Renders, at the end of `<head>`, the style sheets and what replaced nothing. */
export function RemainingHead(): ComponentChildren {
  const state = currentState();
  if (state === null) return null;
  const rest = [...state.headElements.values()];
  state.headElements.clear();

  const islandStyles = [...state.islands].flatMap((island) => island.css);
  const styles = new Set([
    ...state.buildCache.getEntryAssets(),
    ...state.styles,
    ...islandStyles,
  ]);
  const links = [...styles].filter((href) => href.endsWith(".css"))
    .map((href) => h("link", { rel: "stylesheet", href }));
  return h(Fragment, null, [...links, ...rest]);
}
