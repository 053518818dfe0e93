import { isTaken, onDrag, type Touch } from "./drag.ts";
import { shake } from "./secure_doors.ts";
import { isAtSide, NARROW, readingWay } from "./side_of_window.ts";

/** So many pixels of a finger's way are meant. */
const MEANT = 64;
/** A row comes no further than this, and the slower the nearer it is. */
const REACH = 120;
/** In milliseconds: just to be felt. */
const SHAKE = 10;
const ROW = "article[data-seq]:not(.gone)";
const SVG = "http://www.w3.org/2000/svg";

/**
 * Has a finger that draws a message along the line begin a reply to it.
 *
 * @returns what takes up a finger that came down before
 */
export function swipeToReply(
  log: HTMLElement,
  reply: (row: HTMLElement) => void,
  signal: AbortSignal,
): (down: Touch) => void {
  const icon = replyIcon();
  return onDrag(log, {
    axis: "x",
    begin(down, towards) {
      const row = down.target instanceof Element ? down.target.closest<HTMLElement>(ROW) : null;
      const way = readingWay(log);
      if (!row || towards !== way || isTaken(down.target) || !canReply()) return undefined;
      if (matchMedia(NARROW).matches && isAtSide(down, way)) return undefined;
      row.append(icon);
      row.dataset["drawn"] = "";
      let meant = false;
      return {
        move(by) {
          row.style.translate = `${way * yielded(by * way)}px`;
          if (meant !== isMeant(by * way)) shake(SHAKE);
          meant = isMeant(by * way);
          icon.toggleAttribute("data-meant", meant);
        },
        end(by) {
          delete row.dataset["drawn"];
          row.style.translate = "";
          if (isMeant(by * way)) reply(row);
        },
      };
    },
    signal,
  });
}

/** How far a row comes after a finger that has gone so far, in pixels. */
export function yielded(by: number): number {
  return by <= 0 ? 0 : REACH * by / (by + REACH);
}

/** Whether a finger that is lifted so far away means it. */
export function isMeant(by: number): boolean {
  return by >= MEANT;
}

/** The field is there, and nothing lies over the page. */
function canReply(): boolean {
  const field = document.getElementById("escrever");
  return field !== null && !field.closest("[hidden]") && !document.querySelector("dialog[open]");
}

function replyIcon(): HTMLElement {
  const icon = document.createElement("i");
  icon.className = "answers";
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", "#i-reply");
  svg.append(use);
  icon.append(svg);
  return icon;
}
