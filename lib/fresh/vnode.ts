import type { VNode } from "preact";

/** A vnode of which only the place in the tree matters: preact's types tell vnodes by props. */
// deno-lint-ignore no-explicit-any -- a vnode of any props is assignable to no other type
export type AnyVNode = VNode<any>;
