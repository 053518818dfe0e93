import { type ComponentChild, type ComponentChildren, h } from "preact";
import type { AnyVNode } from "../../vnode.ts";
import { findEnd, readMarker } from "./markers.ts";

/** Makes the vnode of an island from the fields of its marker. */
export type IslandFactory = (fields: string[]) => ComponentChild;

/** The parts of the page that the server rendered inside islands, by the id of their slot. */
export class Slots {
  readonly #contents = new Map<string, ComponentChild[]>();
  readonly #newIsland: IslandFactory;

  constructor(newIsland: IslandFactory) {
    this.#newIsland = newIsland;
  }

  /** Reads the slots between two nodes, before the island is rendered over them. */
  collect(first: Node | null, end: Node | null): void {
    for (let node = first; node !== null && node !== end; node = node.nextSibling) {
      const marker = readMarker(node);
      const stop = marker?.kind === "slot" ? findEnd(node, "slot") : null;
      if (stop === null) {
        this.collect(node.firstChild, null);
        continue;
      }
      this.#contents.set(marker?.fields[0] ?? "", this.#read(node.nextSibling, stop));
      node = stop;
    }
  }

  /** The vnode that stands for a slot in the props of an island. */
  newVNode(slot: { id: number; name: string }): AnyVNode {
    return h(() => this.#contentOf(slot), {});
  }

  #contentOf({ id, name }: { id: number; name: string }): ComponentChildren {
    let content = this.#contents.get(String(id));
    if (content === undefined) {
      // Not rendered by the server: it waits in a template.
      const template = document.getElementById(`frsh-${id}-${name}`) as HTMLTemplateElement | null;
      content = this.#read(template?.content.firstChild ?? null, null);
      this.#contents.set(String(id), content);
    }
    return content;
  }

  #read(first: Node | null, end: Node | null): ComponentChild[] {
    const children: ComponentChild[] = [];
    for (let node = first; node !== null && node !== end; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) children.push((node as Text).data);
      if (node.nodeType === Node.ELEMENT_NODE) children.push(this.#readElement(node as Element));
      const marker = readMarker(node);
      const stop = marker?.kind === "island" ? findEnd(node, "island") : null;
      if (marker === null || stop === null) continue;
      this.collect(node.nextSibling, stop);
      children.push(this.#newIsland(marker.fields));
      node = stop;
    }
    return children;
  }

  #readElement(el: Element): AnyVNode {
    const props: Record<string, unknown> = {};
    for (const { name, value } of el.attributes) {
      // Preact would take it for a listener.
      if (!name.startsWith("on")) props[name] = readAttribute(el, name, value);
    }
    return h(el.localName, props, this.#read(el.firstChild, null));
  }
}

// Preact sets properties: "" would switch a boolean one off, and the server's value would undo
// what was typed meanwhile.
function readAttribute(el: Element, name: string, value: string): unknown {
  const current = (el as unknown as Record<string, unknown>)[name];
  if (name === "value") return current ?? value;
  return typeof current === "boolean" ? current : value;
}
