import type { Silence } from "./checker/silence.ts";
import type { Finding, Harm } from "./record/evidence.ts";
import type { Site } from "./site/site.ts";

/** What one episode came to: a row of the table. */
export interface Row {
  store: Site["store"];
  /** The store, and what struck. */
  name: string;
  /** How often something struck. */
  strikes: number;
  sends: number;
  acks: number;
  silence: Silence;
  findings: readonly Finding[];
  /** The play did not end: what of it goes on would spoil the next. */
  endless: boolean;
  seconds: number;
}

/** How many findings of a kind. */
export function countOf({ findings }: Row, harm: Harm): number {
  return findings.filter((finding) => finding.harm === harm).length;
}

/** Whether nothing was found. */
export function passed({ findings }: Row): boolean {
  return findings.length === 0;
}
