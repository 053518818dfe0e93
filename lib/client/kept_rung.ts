const KEY = "conexao:rung";

/** The rung that this tab's page before stood on; 0 where none is known: storage may be forbidden. */
export function keptRung(): number {
  try {
    return Number(sessionStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

/** Keeps a rung for this tab's next page, where that is allowed. */
export function keepRung(rung: number): void {
  try {
    sessionStorage.setItem(KEY, String(rung));
  } catch {
    // Each page finds its rung by itself then.
  }
}

/** By which way this browser tab connects. */
export function rungNow(): "socket" | "stream" | "poll" {
  return (["socket", "stream", "poll"] as const)[keptRung()] ?? "socket";
}
