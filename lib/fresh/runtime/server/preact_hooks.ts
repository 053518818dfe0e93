import type { AnyVNode } from "../../vnode.ts";
import { Fragment, h, options } from "preact";
import { CLIENT_NAV_ATTR, completeElement, type ElementProps } from "../element_props.ts";
import { BootParts } from "./boot_script.ts";
import { HEAD_TYPES, isHeadComponent, placeHeadElement, RemainingHead } from "./head_elements.ts";
import { entersIsland, findIsland, isInIsland, markKey, Slot, wrapIsland } from "./island.ts";
import { currentState, type Place, type RenderState } from "./render_state.ts";

// Preact mangles the names of these hooks: __b is called before a vnode is rendered.
interface RenderHooks {
  __b?: (vnode: AnyVNode) => void;
  diffed?: (vnode: AnyVNode) => void;
  attr?: (name: string, value: unknown) => string | void;
}

// The place that a vnode opened, which ends with it.
const opened = new WeakMap<AnyVNode, Place>();
let installed = false;

/**
 * Installs the hooks of the renderer; those of other packages go on. Only the first call does.
 * Precompiled JSX writes its attributes where it is made, so the call must come before that.
 */
export function installHooks(): void {
  if (installed) return;
  installed = true;
  const hooks = options as RenderHooks;
  const { __b: beforeDiff, diffed, attr } = hooks;

  hooks.__b = (vnode) => {
    const state = currentState();
    if (state !== null) enter(state, vnode);
    beforeDiff?.(vnode);
  };
  hooks.diffed = (vnode) => {
    const state = currentState();
    if (state !== null && opened.has(vnode)) state.places.pop();
    diffed?.(vnode);
  };
  hooks.attr = (name, value) =>
    name === CLIENT_NAV_ATTR ? writeClientNav(value) : attr?.(name, value);
}

// Of a precompiled element there is no vnode to look at.
function writeClientNav(value: unknown): string {
  const isOn = String(value) === "true";
  const state = currentState();
  if (state !== null) state.clientNav ||= isOn;
  return `${CLIENT_NAV_ATTR}="${isOn}"`;
}

function enter(state: RenderState, vnode: AnyVNode): void {
  const { type } = vnode;
  if (type === Fragment) return;
  const place = placeOf(vnode);
  if (place !== undefined) {
    state.places.push(place);
    opened.set(vnode, place);
  }
  if (typeof type === "string") {
    if (!isCompleted(vnode, type)) return;
    state.borrow(vnode);
    completeProps(state, vnode);
    completeDocument(state, vnode);
    placeHeadElement(state, vnode);
    return;
  }
  const island = findIsland(state, vnode);
  const isKeyed = vnode.key !== null && vnode.key !== undefined && !isInIsland(state);
  if (island === undefined && !isKeyed) return;
  state.borrow(vnode);
  if (island !== undefined) wrapIsland(state, vnode, island);
  else markKey(vnode);
}

// Most elements are written as they are, and need no props of their own.
function isCompleted({ props }: AnyVNode, type: string): boolean {
  return COMPLETED.has(type) || HEAD_TYPES.has(type) || CLIENT_NAV_ATTR in props;
}

const COMPLETED = new Set(["html", "head", "body", "a", "img", "source"]);

function completeProps(state: RenderState, vnode: AnyVNode): void {
  const props = vnode.props as ElementProps;
  // The page's own nonce wins; an empty one does not.
  if (vnode.type === "script" || vnode.type === "style") props["nonce"] ||= state.nonce;
  completeElement(vnode.type, props, state.url);
  state.clientNav ||= props[CLIENT_NAV_ATTR] === "true";
}

function placeOf(vnode: AnyVNode): Place | undefined {
  if (vnode.type === "head") return "head";
  if (vnode.type === Slot) return "slot";
  if (isHeadComponent(vnode)) return "headComponent";
  return entersIsland(vnode) ? "island" : undefined;
}

function completeDocument(state: RenderState, vnode: AnyVNode): void {
  switch (vnode.type) {
    case "html":
      state.hasHtml = true;
      break;
    case "head":
      state.hasHead = true;
      append(vnode, h(RemainingHead, {}));
      break;
    case "body":
      state.hasBody = true;
      append(vnode, h(BootParts, {}));
  }
}

function append(vnode: AnyVNode, last: AnyVNode): void {
  vnode.props.children = [vnode.props.children, last];
}
