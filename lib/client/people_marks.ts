import type { User } from "@/lib/chat/model.ts";
import type { Standing } from "./presence.ts";

const DOTS: Readonly<Record<Standing, string>> = { here: "dot", away: "dot away", off: "dot off" };

/** Lists of people that the server has made, kept true: who is here, and what they are called. */
export class PeopleMarks {
  readonly #rows: ReadonlyMap<number, HTMLElement>;
  readonly #words: Readonly<Record<Standing, string>>;
  readonly #desk: HTMLElement | null;
  #standings = new Map<number, Standing>();

  /** `words`: how each standing is said. */
  constructor(root: ParentNode, words: Readonly<Record<Standing, string>>) {
    const rows = [...root.querySelectorAll<HTMLElement>("[data-person]")];
    this.#rows = new Map(rows.map((row) => [Number(row.dataset.person), row]));
    this.#words = words;
    this.#desk = root.querySelector<HTMLElement>("[data-waiting]");
  }

  /** Shows how people stand; who stands as before keeps what the server said of them. */
  mark(standingOf: (id: number) => Standing): void {
    for (const [id, row] of this.#rows) {
      const standing = standingOf(id);
      const before = this.#standings.get(id);
      this.#standings.set(id, standing);
      const dot = row.querySelector(".dot");
      if (!dot || before === standing || before === undefined && dot.className === DOTS[standing]) {
        continue;
      }
      dot.className = DOTS[standing];
      const about = row.querySelector("[data-standing]");
      if (about) about.textContent = this.#words[standing];
    }
  }

  /** Says so if by now something else waits for a moderator than when the page was made. */
  tellWaiting(count: number | undefined): void {
    const desk = this.#desk;
    if (desk && count !== undefined) desk.hidden = count === Number(desk.dataset.waiting);
  }

  /** Somebody has another name. */
  rename({ id, name }: User): void {
    const shown = this.#rows.get(id)?.querySelector(".name bdi");
    if (shown && name !== "") shown.textContent = name;
  }
}
