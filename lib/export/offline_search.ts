/**
 * Searches an exported room where it stands, without a network: shows the messages that have all the
 * words, whatever their accents and case. It goes into the file by its text, so it uses nothing from
 * outside of it.
 */
export function offlineSearch(): void {
  const search = document.querySelector("search");
  const input = search?.querySelector("input");
  const output = search?.querySelector("output");
  if (!search || !input || !output) return;
  const entries = [...document.querySelectorAll<HTMLElement>("article, .sys")];
  const folded: string[] = [];
  let run = 0;
  const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (at: number) => folded[at] ??= fold(entries[at]?.textContent ?? "");
  const tell = (found: number) => {
    const said = output.dataset["say"] ?? "";
    const { format } = new Intl.NumberFormat(document.documentElement.lang);
    output.textContent = said.replace("{n}", format(found)).replace(
      "{all}",
      format(entries.length),
    );
    for (const day of document.querySelectorAll<HTMLElement>("section")) {
      day.hidden = !day.querySelector("article:not([hidden]), .sys:not([hidden])");
    }
  };
  // A file may hold a hundred thousand messages: the page stays usable while it looks through them.
  const look = (words: readonly string[], mine: number, at = 0, found = 0) => {
    if (mine !== run) return;
    const end = Math.min(at + 2_000, entries.length);
    for (; at < end; at++) {
      const isHit = words.every((word) => textOf(at).includes(word));
      const entry = entries[at];
      if (entry) entry.hidden = !isHit;
      if (isHit) found++;
    }
    if (at < entries.length) setTimeout(look, 0, words, mine, at, found);
    else tell(found);
  };
  search.hidden = false;
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/).filter((word) => word !== "");
    setTimeout(look, 150, words, ++run);
  });
}
