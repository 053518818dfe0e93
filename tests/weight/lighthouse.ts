const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
type Category = typeof CATEGORIES[number];

/** What Lighthouse makes of a page. */
export interface Verdict {
  /** Of 100 each. */
  scores: Record<Category, number>;
  /** What costs points, a line each. */
  faults: string[];
}

/** A page, and the browser that is signed in to it. */
export interface Judged {
  url: string;
  /** Where the browser listens to those who steer it. */
  port: number;
}

// It is no dependency of the app: with it come 113 packages, and nobody who only wants to chat
// should wait for those. Its versions are in a lock file of its own.
const LIGHTHOUSE = "npm:lighthouse@13.5.0";
const LOCK = new URL("lighthouse.lock", import.meta.url).pathname;

/** Looks at a page as on a telephone on a slow network, so many times. @returns the medians */
export async function judge(judged: Judged, times: number): Promise<Verdict> {
  const reports: Report[] = [];
  for (let n = 0; n < times; n++) reports.push(await look(judged));
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, median(reports.map((one) => scoreOf(one, name)))]),
  );
  const faults = new Set(reports.flatMap(faultsOf));
  return { scores: scores as Record<Category, number>, faults: [...faults] };
}

/** As much of Lighthouse's report as is read. */
interface Report {
  categories: Record<
    Category,
    { score: number | null; auditRefs: { id: string; weight: number }[] }
  >;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
}

async function look({ url, port }: Judged): Promise<Report> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-all", "--no-config", `--lock=${LOCK}`, "--frozen"],
      ...["--node-modules-dir=none", "--quiet", LIGHTHOUSE, url, `--port=${port}`],
      ...["--output=json", "--quiet", "--no-enable-error-reporting"],
      `--only-categories=${CATEGORIES.join(",")}`,
    ],
  }).output();
  if (!success) throw new Error(`Lighthouse does not run: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

function scoreOf({ categories }: Report, name: Category): number {
  return Math.round((categories[name].score ?? 0) * 100);
}

function faultsOf({ categories, audits }: Report): string[] {
  return CATEGORIES.flatMap((name) =>
    categories[name].auditRefs.filter(({ id, weight }) =>
      weight > 0 && (audits[id]?.score ?? 1) < 0.9
    ).map(({ id }) => `${name}: ${audits[id]?.title} ${audits[id]?.displayValue ?? ""}`.trim())
  );
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
