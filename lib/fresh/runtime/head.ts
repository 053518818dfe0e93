import { type ComponentChildren, toChildArray, type VNode } from "preact";
import { useEffect } from "preact/hooks";
import { DATA_KEY_ATTR } from "./shared_internal.ts";

/** Props of {@linkcode Head}. */
export interface HeadProps {
  children?: ComponentChildren;
}

/**
 * Moves its elements into the `<head>` of the page. One that means the same as an earlier one
 * replaces it: the same key, or the same attributes other than the content.
 *
 * @example
 * ```tsx
 * import { Head } from "fresh/runtime";
 * const page = <Head><title>Kitchen</title></Head>;
 * ```
 */
export function Head(props: HeadProps): ComponentChildren {
  useEffect(() => {
    for (const child of toChildArray(props.children)) {
      if (typeof child === "object") putIntoHead(child);
    }
  });
  // The server collects the children where they are rendered; the browser must not render them.
  return typeof document === "undefined" ? props.children : null;
}

function putIntoHead(vnode: VNode): void {
  const { type, key } = vnode;
  const props = vnode.props as Record<string, unknown>;
  if (typeof type !== "string") return;
  const text = toChildArray(props["children"] as ComponentChildren).join("");
  if (type === "title") {
    document.title = text;
    return;
  }
  let el = document.head.querySelector(selectorOf(type, key, props));
  if (el === null) {
    el = document.createElement(type);
    if (key !== undefined && key !== null) {
      el.setAttribute(DATA_KEY_ATTR, String(key));
    }
    document.head.append(el);
  }
  for (const [name, value] of Object.entries(props)) {
    if (name !== "children" && typeof value === "string") {
      el.setAttribute(name, value);
    }
  }
  if (text !== "" && el.textContent !== text) el.textContent = text;
}

const NAMES = ["id", "name", "property", "rel", "http-equiv", "charset"];

function selectorOf(
  type: string,
  key: unknown,
  props: Record<string, unknown>,
): string {
  if (key !== undefined && key !== null) {
    return `[${DATA_KEY_ATTR}=${CSS.escape(String(key))}]`;
  }
  const name = NAMES.find((name) => typeof props[name] === "string");
  return name === undefined
    ? `${type}:not(*)`
    : `${type}[${name}="${CSS.escape(String(props[name]))}"]`;
}
