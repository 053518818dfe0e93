import type { NewsMark } from "./news_mark.ts";

/** Pixels of the icon that is drawn, and where on it the mark lies. */
const SIZE = 64;
const DOT = { x: 48, y: 16, radius: 15 };
const PILL = { x: 22, y: 28, width: 42, height: 36, radius: 16 };
const FONT = "600 30px system-ui, sans-serif";
/** More than two digits cannot be read there. */
const MOST = 99;

/** The page's icon in the browser's tab, with a mark for what is new. */
export class Favicon {
  readonly #link: HTMLLinkElement | null;
  readonly #plain: string;
  #mark: NewsMark = 0;
  #picture: Promise<HTMLImageElement> | undefined;

  constructor(root: ParentNode = document) {
    this.#link = root.querySelector<HTMLLinkElement>("link[rel=icon]");
    this.#plain = this.#link?.getAttribute("href") ?? "";
  }

  /** Shows this mark, or the plain icon. */
  async show(mark: NewsMark): Promise<void> {
    if (!this.#link || mark === this.#mark) return;
    this.#mark = mark;
    if (mark === 0) return void this.#link.setAttribute("href", this.#plain);
    try {
      const picture = await (this.#picture ??= load(this.#plain));
      // It may have been read meanwhile.
      if (this.#mark === mark) this.#link.setAttribute("href", draw(picture, mark));
    } catch {
      // Without a connection, or where pictures of a page are kept from it: the title counts, too.
      this.#picture = undefined;
    }
  }
}

async function load(url: string): Promise<HTMLImageElement> {
  const picture = new Image(SIZE, SIZE);
  picture.src = url;
  await picture.decode();
  return picture;
}

function draw(picture: HTMLImageElement, mark: NewsMark): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const paper = canvas.getContext("2d");
  if (!paper) throw new TypeError("Nothing can be drawn here");
  paper.drawImage(picture, 0, 0, SIZE, SIZE);
  const colours = badgeColours();
  paper.fillStyle = colours.fill;
  paper.beginPath();
  if (mark === "some") paper.arc(DOT.x, DOT.y, DOT.radius, 0, 2 * Math.PI);
  else paper.roundRect(PILL.x, PILL.y, PILL.width, PILL.height, PILL.radius);
  paper.fill();
  if (mark !== "some") {
    paper.fillStyle = colours.ink;
    paper.font = FONT;
    paper.textAlign = "center";
    paper.textBaseline = "middle";
    const said = String(Math.min(mark, MOST));
    paper.fillText(said, PILL.x + PILL.width / 2, PILL.y + PILL.height / 2 + 2);
  }
  return canvas.toDataURL("image/png");
}

/** Those of the numbers beside the rooms, as the page has them now. */
function badgeColours(): { fill: string; ink: string } {
  const sample = document.createElement("span");
  sample.className = "count at";
  sample.hidden = true;
  document.body.append(sample);
  const { backgroundColor: fill, color: ink } = getComputedStyle(sample);
  const found = { fill, ink };
  sample.remove();
  return found;
}
