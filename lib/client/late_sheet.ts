/** A sheet that does not come is no reason to wait longer. */
const WITHIN = 5_000;

/** Adds a style sheet to the page, and resolves when it is in use, or is not going to be. */
export async function lateSheet(href: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const { promise, resolve } = Promise.withResolvers<void>();
  link.onload = link.onerror = () => resolve();
  setTimeout(resolve, WITHIN);
  document.head.append(link);
  await promise;
}
