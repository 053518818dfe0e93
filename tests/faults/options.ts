/** What a run is asked to do. */
export interface Options {
  /** Play faults, measure, or show that the checker finds what a missing safeguard does. */
  what: "faults" | "soak" | "numbers" | "mutants";
  form: "short" | "full";
  /** How long a soak lasts. */
  minutes: number;
  seed: string;
  stores: readonly ("mysql" | "sqlite")[];
  /** How long what is under way may take after an episode, in milliseconds. */
  patienceMs: number;
  /** A file for the rows, as JSON. */
  rows: string | undefined;
  /** A folder for the evidence of episodes with findings. */
  evidence: string | undefined;
  /** Words of which an episode's name must hold one; none: all. */
  only: readonly string[];
}

const FLAGS = ["short", "full", "soak", "numbers", "mutants"] as const;
const VALUES = ["seed", "store", "minutes", "patience", "rows", "evidence"] as const;

/**
 * Reads a command line.
 *
 * @throws {RangeError} if it asks for what is not there
 */
export function parseOptions(args: readonly string[]): Options {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const only: string[] = [];
  const words = args.filter((arg) => arg !== "--");
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const name = word.replace(/^--/, "");
    if (!word.startsWith("-")) only.push(word);
    else if (FLAGS.some((flag) => flag === name)) flags.add(name);
    else if (VALUES.some((value) => value === name)) values.set(name, words.shift() ?? "");
    else throw new RangeError(`Cannot run faults: no option is called ${word}`);
  }
  return {
    what: (["soak", "numbers", "mutants"] as const).find((one) => flags.has(one)) ?? "faults",
    form: flags.has("full") ? "full" : "short",
    seed: values.get("seed") ?? String(crypto.getRandomValues(new Uint32Array(1))[0]),
    minutes: Number(values.get("minutes") ?? 30),
    stores: storesOf(values.get("store")),
    patienceMs: Number(values.get("patience") ?? 30_000),
    rows: values.get("rows"),
    evidence: values.get("evidence"),
    only,
  };
}

function storesOf(store: string | undefined): Options["stores"] {
  if (store === undefined) return ["mysql", "sqlite"];
  if (store === "mysql" || store === "sqlite") return [store];
  throw new RangeError(`Cannot run faults: --store is ${store}, wanted mysql or sqlite`);
}
