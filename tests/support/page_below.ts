/** The address of a page below another one, whatever place of that one its own address names. */
export function pageBelow(url: string, path: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}/${path}`;
}
