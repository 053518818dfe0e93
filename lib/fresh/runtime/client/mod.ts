/**
 * The browser's half: brings the islands of a page to life.
 *
 * @module
 */
import { computed, signal } from "@preact/signals";
import { type ComponentType, h, options, render, type VNode } from "preact";
import { completeElement, type ElementProps } from "../element_props.ts";
import { parse } from "../../jsonify/parse.ts";
import { asWritten } from "./as_written.ts";
import { createFragmentRoot } from "./fragment_root.ts";
import { findEnd, readMarker } from "./markers.ts";
import { Slots } from "./slots.ts";

type IslandProps = Record<string, unknown>;

/** Revives all islands of the page, each in a task of its own, in their order. */
export function boot(islands: Record<string, ComponentType<IslandProps>>, text: string): void {
  completeElements();
  const slots = new Slots(newIsland);
  const allProps = parse<IslandProps[]>(text, {
    Signal: signal,
    Computed: (value) => computed(() => value),
    Slot: (slot) => slots.newVNode(slot),
  });

  function newIsland([name = "", index = ""]: string[]): VNode | null {
    const island = islands[name];
    return island === undefined ? null : h(island, allProps[Number(index)] ?? {});
  }

  for (const { start, fields } of findIslands()) {
    const end = findEnd(start, "island");
    if (end === null) {
      // deno-lint-ignore no-console -- the page is there, but a part of it is dead.
      console.error(`Fresh hydration error: island "${fields[0]}" is not nested properly.`);
      continue;
    }
    schedule(() => {
      slots.collect(start.nextSibling, end);
      render(newIsland(fields), createFragmentRoot(start, end));
    });
  }
}

function completeElements(): void {
  const { vnode: onVNode } = options;
  options.vnode = (vnode) => {
    // The props of a text are the text itself.
    const { type, props } = vnode;
    if (typeof type === "string") {
      completeElement(type, props as ElementProps, location);
      asWritten(props as ElementProps);
    }
    onVNode?.(vnode);
  };
}

// Islands inside others belong to them, or to their slots.
function findIslands(): { start: Node; fields: string[] }[] {
  const found: { start: Node; fields: string[] }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  let depth = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const marker = readMarker(node);
    if (marker?.kind === "island" && depth++ === 0) {
      found.push({ start: node, fields: marker.fields });
    }
    // The parser may have torn a pair apart, or dropped a start: an end too many counts for nothing.
    if ((node as Comment).data === "/frsh:island" && depth > 0) depth--;
  }
  return found;
}

function schedule(task: () => void): void {
  const { scheduler } = globalThis as { scheduler?: { postTask(task: () => void): void } };
  if (scheduler === undefined) setTimeout(task);
  else scheduler.postTask(task);
}
