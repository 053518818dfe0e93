/** What stands and would outlive us: servers and instances are processes of their own. */
const standing = new Set<AsyncDisposable>();

/** Stands until the scope ends that holds it, or the run is told to stop. */
export function stand<T extends AsyncDisposable>(what: T): T & AsyncDisposable {
  standing.add(what);
  const end = what[Symbol.asyncDispose].bind(what);
  what[Symbol.asyncDispose] = async () => {
    if (standing.delete(what)) await end();
  };
  return what;
}

/** Sees to it that nothing is left standing when somebody stops the run. */
export function clearAwayOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, async () => {
      await Promise.allSettled([...standing].map((one) => one[Symbol.asyncDispose]()));
      Deno.exit(130);
    });
  }
}
