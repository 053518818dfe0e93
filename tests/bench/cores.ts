/** Ticks of the kernel's clock a second: `getconf CLK_TCK`, the same on every Linux of today. */
const TICKS = 100;

/** Seconds of a core that processes have used so far; NaN where there is no /proc. */
export function secondsUsed(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + secondsOf(pid), 0);
}

function secondsOf(pid: number): number {
  try {
    // The name, which comes before in brackets, may hold anything.
    const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).split(") ").at(-1)!.split(" ");
    const [user = "", system = ""] = fields.slice(11);
    return (Number(user) + Number(system)) / TICKS;
  } catch {
    return NaN;
  }
}
