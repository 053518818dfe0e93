import type { Chatter } from "./chatter.ts";

/** A message as a page shows it. */
export interface ShownMessage {
  /** Its place in the room; 0: a line of what happened there. */
  seq: number;
  /** Text, elements and what they tell, without what depends on where one reads. */
  shown: string;
}

/** What the log of a page shows, in its order: the same for one person, on whatever page. */
export async function shownIn({ log }: Chatter): Promise<ShownMessage[]> {
  return await log.locator("article, .sys").evaluateAll((rows) => {
    const TOLD = ["href", "class", "title", "type", "value", "aria-pressed", "aria-label"];
    const HERE = ".face, .by, .at-time, .tools, .code button";
    const told = (node: Element): string =>
      TOLD.flatMap((name) => node.hasAttribute(name) ? [`${name}=${node.getAttribute(name)}`] : [])
        .join(" ");
    const made = (node: Node): string => {
      if (!(node instanceof Element)) return node.textContent ?? "";
      if (node.matches(HERE)) return "";
      return `<${node.tagName} ${told(node)}>${inside(node)}`;
    };
    const inside = (node: Element): string => [...node.childNodes].map(made).join("");
    return rows.map((row) => ({
      seq: Number(row.getAttribute("data-seq")),
      shown: [
        row.getAttribute("aria-label"),
        row.matches(".own") && "own",
        row.matches(".to-me") && "to me",
        row.matches(".gone") && "gone",
        inside(row),
      ].join(" | "),
    }));
  });
}
