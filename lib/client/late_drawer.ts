/** On a phone the rooms are a drawer, whose code comes when somebody first touches the page. */
export function lateDrawer(): void {
  const narrow = matchMedia("(max-width: 40rem)");
  const load = (event?: Event) => {
    if (!narrow.matches) return;
    // Without a connection the code cannot come, and the drawer is what its links make of it.
    import("./drawer.ts").then((late) => late.startDrawer(narrow, event), () => {});
  };
  for (const sign of ["pointerdown", "hashchange"]) addEventListener(sign, load);
  if (location.hash) load();
}
