/** Bytes of memory that a process holds. */
export function residentOf(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/status`);
  return 1_024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1]);
}
