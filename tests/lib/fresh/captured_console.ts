/** Keeps what is logged from the terminal, until the variable leaves its scope. */
export function captureConsole(
  method: "error" | "warn" | "log",
): { logged: unknown[] } & Disposable {
  const logged: unknown[] = [];
  // deno-lint-ignore no-console -- what the library logs is part of what it does
  const original = console[method];
  // deno-lint-ignore no-console -- what the library logs is part of what it does
  console[method] = (...args: unknown[]) => void logged.push(args[0]);
  return {
    logged,
    [Symbol.dispose]() {
      // deno-lint-ignore no-console -- what the library logs is part of what it does
      console[method] = original;
    },
  };
}
