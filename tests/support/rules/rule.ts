import type { Project } from "../project.ts";
import type { SourceFile } from "../source_file.ts";

/** A tree of files, by path. */
export type Files = Readonly<Record<string, string>>;

/**
 * One rule of the house. `bites` are trees that break it, each in another way: a rule that finds
 * nothing in one of them is worth nothing. `spares` is a tree that keeps it, narrowly.
 */
export interface Rule {
  name: string;
  /** Every breach, as `path:line says what`. */
  check(project: Project): string[];
  bites: readonly Files[];
  spares: Files;
}

/** A breach for every match of `pattern` in `where` (a source's `text`, `code` or `bare`). */
export function findAll(
  sources: readonly SourceFile[],
  where: "text" | "code" | "bare",
  pattern: RegExp,
): string[] {
  return sources.flatMap((source) =>
    source[where].split("\n").flatMap((line, index) => {
      const found = line.match(pattern);
      return found ? [`${source.path}:${index + 1} has ${found[0].trim()}`] : [];
    })
  );
}
