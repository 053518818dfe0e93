import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** How statements that travel together end. */
interface TogetherOptions {
  /** With a COMMIT of their transaction, unless one of them fails. */
  commits: boolean;
}

/**
 * Statements that travel to the engine as one message: it runs them one after the other, and none
 * after one that fails. A Kysely takes them for one query.
 */
export class Together implements CompiledQuery<unknown> {
  readonly parts: readonly CompiledQuery[];
  readonly commits: boolean;

  constructor(parts: readonly CompiledQuery[], { commits }: TogetherOptions) {
    this.parts = parts;
    this.commits = commits;
  }

  get query(): CompiledQuery["query"] {
    return this.#first.query;
  }

  get queryId(): CompiledQuery["queryId"] {
    return this.#first.queryId;
  }

  get sql(): string {
    return this.parts.map(({ sql }) => sql).join("; ");
  }

  get parameters(): readonly unknown[] {
    return this.parts.flatMap(({ parameters }) => parameters);
  }

  get #first(): CompiledQuery {
    return this.parts[0]!;
  }
}

/** Asks two things at once. @returns the rows of each */
export async function askTogether<One, Other>(
  tx: Kysely<Tables>,
  one: Compilable<One> | CompiledQuery<One>,
  other: Compilable<Other> | CompiledQuery<Other>,
): Promise<[One[], Other[]]> {
  const { rows } = await tx.executeQuery(
    new Together([compiled(one), compiled(other)], { commits: false }),
  );
  return rows as [One[], Other[]];
}

/** Runs the last statements of a transaction, and commits it. @returns the rows of each */
export async function commitWith(
  tx: Kysely<Tables>,
  last: readonly (Compilable | CompiledQuery)[],
): Promise<unknown[][]> {
  const { rows } = await tx.executeQuery(new Together(last.map(compiled), { commits: true }));
  return rows as unknown[][];
}

function compiled<Row>(query: Compilable<Row> | CompiledQuery<Row>): CompiledQuery<Row> {
  return "compile" in query ? query.compile() : query;
}
