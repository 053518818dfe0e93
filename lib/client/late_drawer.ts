/** Where the rooms are a drawer, as the style sheet has it. */
const NARROW = "(max-width: 40rem)";

/** On a phone the rooms are a drawer, whose code comes when somebody first touches the page. */
export function lateDrawer(): void {
  const waiting = new AbortController();
  const { signal } = waiting;
  async function load(event?: Event): Promise<void> {
    if (!matchMedia(NARROW).matches) return;
    // Without a connection the code cannot come, and the drawer is what its links make of it.
    const late = await import("./drawer.ts").catch(() => undefined);
    if (!late || signal.aborted) return;
    waiting.abort();
    late.startDrawer(event);
  }
  for (const sign of ["pointerdown", "hashchange"]) addEventListener(sign, load, { signal });
  if (location.hash !== "") void load();
}
