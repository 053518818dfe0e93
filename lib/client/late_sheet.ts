/** A sheet that does not come is no reason to wait longer. */
const WITHIN = 5_000;

const sheets = new Map<string, Promise<void>>();

/** Adds a style sheet to the page, once; resolves when it is in use, or is not going to be. */
export function lateSheet(href: string): Promise<void> {
  const known = sheets.get(href);
  if (known) return known;
  // A page that the server made with it has it already.
  if (document.querySelector(`link[rel=stylesheet][href="${href}"]`)) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  link.onload = link.onerror = () => resolve();
  setTimeout(resolve, WITHIN);
  document.head.append(link);
  sheets.set(href, promise);
  return promise;
}
