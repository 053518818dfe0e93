import { keptRung } from "./kept_rung.ts";
import { LateLadder } from "./late_ladder.ts";
import { openSocket } from "./open_socket.ts";
import { PageLine } from "./page_line.ts";

/** A page that was out of sight for so many milliseconds does not trust its connection. */
const LONG_HIDDEN = 60_000;

let shared: PageLine | undefined;

/** The connection of this page: one, whatever lives on it. */
export function openLine(): PageLine {
  return shared ??= newLine();
}

function newLine(): PageLine {
  const ladder = new LateLadder({
    socket: openSocket,
    rung: keptRung,
    load: async () => (await import("./open_ladder.ts")).openLadder(() => line.probe()),
  });
  const line: PageLine = new PageLine({
    connect: () => ladder.connect(),
    attend: () => attend(line, ladder),
  });
  return line;
}

function attend(line: PageLine, ladder: LateLadder): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let hiddenAt = Infinity;
  const look = () => {
    const hidden = document.visibilityState === "hidden";
    const now = Date.now();
    ladder.turn(hidden);
    if (hidden) hiddenAt = Math.min(hiddenAt, now);
    else if (now - hiddenAt > LONG_HIDDEN) line.resync();
    else line.probe();
    if (!hidden) hiddenAt = Infinity;
  };
  for (const event of ["online", "focus", "pageshow"]) addEventListener(event, look, { signal });
  document.addEventListener("visibilitychange", look, { signal });
  ladder.turn(document.visibilityState === "hidden");
  return () => listening.abort();
}
