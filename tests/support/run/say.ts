/** Tells whoever started the tests; every line of theirs goes through here. */
export function say(line: string): void {
  // deno-lint-ignore no-console -- this program's output is what it is for
  console.log(line);
}
