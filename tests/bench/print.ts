/** Says a line at once. */
export function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Says figures of one kind, and what they are. */
export function printRow(what: string, figures: readonly number[], after = ""): void {
  print(`  ${what.padEnd(58)} ${figures.map(round).join("  ")}${after}`);
}

function round(figure: number): string {
  return figure < 100 ? figure.toFixed(1) : Math.round(figure).toString();
}
