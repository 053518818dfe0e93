const CELL = "[data-emoji]";

/** Moves the focus over a grid of any width by the arrows; above the first row is `above`. */
export function stepInGrid(event: KeyboardEvent, above: HTMLElement | null): void {
  const { currentTarget: grid, target, key } = event;
  if (!(grid instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const cells = [...grid.querySelectorAll<HTMLElement>(CELL)];
  const at = cells.indexOf(target);
  if (at < 0) return;
  const next = nextCell(key, cells, at) ?? (key === "ArrowUp" ? above : undefined);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nextCell(
  key: string,
  cells: readonly HTMLElement[],
  at: number,
): HTMLElement | undefined {
  switch (key) {
    case "ArrowRight":
      return cells[at + 1];
    case "ArrowLeft":
      return cells[at - 1];
    case "ArrowDown":
      return cellBeside(cells[at]!, cells.slice(at + 1));
    case "ArrowUp":
      return cellBeside(cells[at]!, cells.slice(0, at).reverse());
    case "Home":
      return cells[0];
    case "End":
      return cells.at(-1);
    default:
      return undefined;
  }
}

/** Of those that follow, the one in the next row that stands nearest to the same column. */
function cellBeside(
  cell: HTMLElement,
  following: readonly HTMLElement[],
): HTMLElement | undefined {
  const row = following.find(({ offsetTop }) => offsetTop !== cell.offsetTop)?.offsetTop;
  const there = following.filter(({ offsetTop }) => offsetTop === row);
  const away = ({ offsetLeft }: HTMLElement) => Math.abs(offsetLeft - cell.offsetLeft);
  return there.sort((a, b) => away(a) - away(b))[0];
}
