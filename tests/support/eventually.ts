/** How long to go on asking. */
export interface Patience {
  withinMs?: number;
  everyMs?: number;
}

/**
 * Resolves with the first value of `ask` that is not false, undefined or null: for what happens in
 * another process, and tells nobody.
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  { withinMs = 5_000, everyMs = 10 }: Patience = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined && answer !== null) return answer;
    if (performance.now() > end) throw new Error(`Cannot wait any longer: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
