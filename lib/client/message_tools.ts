const SVG = "http://www.w3.org/2000/svg";
const TOOLS = [["react", "smile"], ["reply", "reply"], ["menu", "more"]] as const;

/** What a tool does. */
export type Tool = typeof TOOLS[number][0];

/**
 * What is done most with a message, over the corner of the one that the pointer or the focus is
 * at. There is one bar for the whole log: hundreds of them would be most of what is on the page.
 */
export class MessageTools {
  readonly #bar = document.createElement("div");

  /** `name`: what a tool is called. */
  constructor(name: (tool: Tool) => string) {
    this.#bar.className = "tools";
    for (const [tool, icon] of TOOLS) this.#bar.append(buttonFor(tool, icon, name(tool)));
  }

  /** Moves to a message, unless somebody is about to press a tool at another one. */
  show(row: HTMLElement): void {
    if (this.#bar.parentElement === row || this.#bar.contains(document.activeElement)) return;
    for (const tool of this.#bar.querySelectorAll("button")) tool.tabIndex = row.tabIndex;
    row.append(this.#bar);
  }
}

function buttonFor(tool: Tool, icon: string, name: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ib small";
  button.dataset.act = tool;
  button.title = name;
  button.setAttribute("aria-label", name);
  if (tool === "menu") button.setAttribute("aria-haspopup", "menu");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i s");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${icon}`);
  svg.append(use);
  button.append(svg);
  return button;
}
