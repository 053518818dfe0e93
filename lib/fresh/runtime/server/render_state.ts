import type { AnyVNode } from "../../vnode.ts";
import type { ComponentChildren } from "preact";
import type { BuildCache } from "../../build_cache.ts";
import type { Island } from "../../context.ts";

/** Where in the tree the renderer is, as far as islands and `<head>` are concerned. */
export type Place = "island" | "slot" | "headComponent" | "head";

/** A part of the page that was handed to an island as a prop. */
export interface SlotEntry {
  id: number;
  name: string;
  children: ComponentChildren;
  /** Whether the island rendered it. */
  rendered: boolean;
}

/** What one rendering of a page collects. */
export class RenderState {
  /** Nonce of the scripts and styles of this answer. */
  readonly nonce: string = crypto.randomUUID().replaceAll("-", "");
  /** The innermost place is the last one. */
  readonly places: Place[] = [];
  readonly islands = new Set<Island>();
  /** Props of the islands of the page, in their order. */
  readonly islandProps: Record<string, unknown>[] = [];
  readonly slots: SlotEntry[] = [];
  /** Elements for `<head>`, by the key that lets one replace another. */
  readonly headElements = new Map<string, AnyVNode>();
  readonly #originals = new Map<AnyVNode, Pick<AnyVNode, "type" | "props">>();
  clientNav = false;
  hasHtml = false;
  hasHead = false;
  hasBody = false;

  constructor(
    readonly buildCache: BuildCache,
    readonly basePath: string,
    readonly url: URL,
    readonly styles: readonly string[],
  ) {}

  /** Whether the page needs any script of ours. */
  get needsRuntime(): boolean {
    return this.islands.size > 0 || this.clientNav ||
      this.buildCache.hmrClientEntry !== undefined;
  }

  /** Gives a vnode props of its own for this rendering, and notes how it was made. */
  borrow(vnode: AnyVNode): void {
    const { type, props } = vnode;
    if (this.#originals.has(vnode)) return;
    this.#originals.set(vnode, { type, props });
    vnode.props = { ...props };
  }

  /** Gives all vnodes back as they were made: one that an app keeps serves other requests too. */
  giveBack(): void {
    for (const [vnode, original] of this.#originals) Object.assign(vnode, original);
  }
}

let current: RenderState | null = null;

/** The state of the rendering that is under way; rendering is synchronous. */
export function currentState(): RenderState | null {
  return current;
}

/** Runs `render` with a state, which is forgotten when it returns or throws. */
export function withRenderState<T>(state: RenderState, render: () => T): T {
  current = state;
  try {
    return render();
  } finally {
    current = null;
    state.giveBack();
  }
}
