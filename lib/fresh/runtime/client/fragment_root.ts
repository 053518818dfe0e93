import type { ContainerNode } from "preact";

/**
 * Stands for the nodes between two markers as if they had a parent of their own, so that preact
 * renders an island over what the server rendered, and keeps the nodes that are there.
 */
export function createFragmentRoot(start: Node, endMarker: Comment): ContainerNode {
  // Preact passes over comments when it looks for the next node, and would leave the range.
  const end = document.createTextNode("");
  endMarker.replaceWith(end);
  const parent = end.parentNode as ParentNode & Element;
  const list = () => {
    const nodes: Node[] = [];
    let node = start.nextSibling;
    for (; node !== null && node !== end; node = node.nextSibling) nodes.push(node);
    return nodes;
  };

  return {
    nodeType: Node.ELEMENT_NODE,
    parentNode: parent,
    namespaceURI: parent.namespaceURI,
    get firstChild() {
      return list()[0] ?? null;
    },
    get childNodes() {
      return list();
    },
    contains: (node: Node | null) => parent.contains(node),
    insertBefore: (node: Node, before: Node | null) => parent.insertBefore(node, before ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as ContainerNode;
}
