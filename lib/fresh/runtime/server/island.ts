import type { AnyVNode } from "../../vnode.ts";
import { type ComponentChildren, type ComponentType, h, isValidElement } from "preact";
import type { Island } from "../../context.ts";
import type { Stringifiers } from "../../jsonify/stringify.ts";
import { withMarker } from "./marker.ts";
import { currentState, type RenderState } from "./render_state.ts";

// Vnodes of islands that are wrapped already.
const wrapped = new WeakSet<AnyVNode>();

/** The island a vnode stands for, unless it is inside another island. */
export function findIsland(
  state: RenderState,
  vnode: AnyVNode,
): Island | undefined {
  if (wrapped.has(vnode) || isInIsland(state)) return undefined;
  return state.buildCache.islandRegistry.get(vnode.type as ComponentType);
}

/** Whether what is rendered now is the browser's to render again. */
export function isInIsland(state: RenderState): boolean {
  return state.places.at(-1) === "island";
}

/** Has a keyed component of the page render between comments that name its key. */
export function markKey(vnode: AnyVNode): void {
  const { type, props, key } = vnode;
  if (wrapped.has(vnode)) return;
  vnode.type = () => withMarker("key", markerKey(key), h(type as ComponentType, props));
}

/** Whether the inside of an island begins with this vnode. */
export function entersIsland(vnode: AnyVNode): boolean {
  return wrapped.has(vnode);
}

/** Has a vnode render its island between markers, and notes its props for the browser. */
export function wrapIsland(
  state: RenderState,
  vnode: AnyVNode,
  island: Island,
): void {
  const { type, props, key } = vnode;
  state.islands.add(island);
  const sent = takeOutSlots(state, props as Record<string, unknown>);
  const index = state.islandProps.push(sent) - 1;

  vnode.type = () => {
    const inner = h(type as ComponentType, sent);
    wrapped.add(inner);
    return withMarker(
      "island",
      `${island.name}:${index}:${markerKey(key)}`,
      inner,
    );
  };
}

// Colons part the fields of a marker, and "-->" would end it.
function markerKey(key: unknown): string {
  return String(key ?? "").replaceAll(/\W/g, "_");
}

function takeOutSlots(
  state: RenderState,
  props: Record<string, unknown>,
): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(props)) {
    sent[name] = isSlot(name, value) ? newSlot(state, name, value as ComponentChildren) : value;
  }
  return sent;
}

function isSlot(name: string, value: unknown): boolean {
  if (name !== "children") return isValidElement(value) && !isSignal(value);
  return value !== null && value !== undefined && typeof value !== "boolean" &&
    typeof value !== "function";
}

interface SlotProps {
  id: number;
  name: string;
}

function newSlot(
  state: RenderState,
  name: string,
  children: ComponentChildren,
): AnyVNode {
  const id = state.slots.push({
    id: state.slots.length,
    name,
    children,
    rendered: false,
  }) - 1;
  return h(Slot, { id, name });
}

/** Renders what was handed to an island, where the island puts it. */
export function Slot({ id, name }: SlotProps): ComponentChildren {
  const slot = currentState()?.slots[id];
  if (slot === undefined) return null;
  slot.rendered = true;
  return withMarker("slot", `${id}:${name}`, slot.children);
}

/** How the props of islands are written, besides plain data. */
export const stringifiers: Stringifiers = {
  Computed: (value) => isComputed(value) ? { value: value.peek() } : undefined,
  Signal: (value) => isSignal(value) ? { value: value.peek() } : undefined,
  Slot: (value) => {
    if (!isValidElement(value)) return undefined;
    if (value.type === Slot) {
      const { id, name } = value.props as unknown as SlotProps;
      return { value: { id, name } };
    }
    throw new TypeError(
      "Serializing JSX inside arrays or objects is not supported; pass it as a prop of its own.",
    );
  },
};

interface SignalLike {
  peek(): unknown;
}

// By shape, since the app may have another copy of the signals package. A signal also passes for
// a vnode: it has the fields of one so that it can be rendered as text.
function isSignal(value: unknown): value is SignalLike {
  return value !== null && typeof value === "object" && "value" in value &&
    typeof (value as { peek?: unknown }).peek === "function";
}

// "x" is the minified name of the compute function.
function isComputed(value: unknown): value is SignalLike {
  if (!isSignal(value)) return false;
  const { x, _fn } = value as { x?: unknown; _fn?: unknown };
  return typeof x === "function" || typeof _fn === "function";
}
