import type { Judged } from "./goals.ts";
import type { Machine } from "./machine.ts";

/** What a run was made with. */
export interface About extends Machine {
  mysql: string;
  at: string;
}

const WORDS = {
  en: {
    head: ["what, and of whom", "measured", "against", "ratio", "goal", "reached"],
    yes: "yes",
    no: "no",
    made: "Measured on",
    cores: "cores, shared by the servers, the databases and the load",
  },
  pt: {
    head: ["o quê, e de quem", "medido", "contra", "razão", "meta", "alcançada"],
    yes: "sim",
    no: "não",
    made: "Medido em",
    cores: "núcleos, divididos entre os servidores, os bancos de dados e a carga",
  },
} as const;

/** The goals of a run as a Markdown table, and what it was made on. */
export function tableOf(judged: readonly Judged[], about: About, language: "en" | "pt"): string {
  const words = WORDS[language];
  const number = (value: number) => numberOf(value, language);
  const rows = [
    [...words.head],
    ...judged.map((one) => [
      `${one.what}: ${one.of}`,
      number(one.ours),
      one.theirs === undefined ? "" : `${number(one.theirs)} (${(one.against ?? []).join(", ")})`,
      one.ratio === undefined ? "" : number(one.ratio),
      goalOf(one, number),
      one.isMet ? words.yes : words.no,
    ]),
  ];
  const widths = rows[0]!.map((_, n) => Math.max(...rows.map((row) => row[n]!.length)));
  const line = (row: readonly string[]) =>
    `| ${
      row.map((text, n) => n === 0 ? text.padEnd(widths[n]!) : text.padStart(widths[n]!)).join(
        " | ",
      )
    } |`;
  const rule = widths.map((width, n) => n === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  const { cpu, cores, memoryGiB, deno, mysql, at } = about;
  const machine = `${words.made} ${cpu}, ${cores} ${words.cores}, ${memoryGiB} GiB, ` +
    `Deno ${deno}, ${mysql}, ${at.slice(0, 10)}.`;
  return [line(rows[0]!), line(rule), ...rows.slice(1).map(line), "", machine].join("\n");
}

/** Puts the table into both READMEs, between the marks that say where. */
export async function putIntoReadmes(
  root: URL,
  judged: readonly Judged[],
  about: About,
): Promise<void> {
  for (const [file, language] of [["README.md", "en"], ["README.pt-BR.md", "pt"]] as const) {
    const path = new URL(file, root);
    const text = await Deno.readTextFile(path);
    const table = tableOf(judged, about, language);
    const marked = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;
    if (!marked.test(text)) throw new Error(`${file} has no place for the table`);
    await Deno.writeTextFile(
      path,
      text.replace(marked, (_, begin, end) => `${begin}\n${table}\n\n${end}`),
    );
  }
}

function goalOf({ least, most, plus }: Judged, number: (value: number) => string): string {
  if (plus !== undefined) return `≤ + ${number(plus)} ms`;
  return least === undefined ? `≤ ${number(most ?? NaN)}` : `≥ ${number(least)}`;
}

function numberOf(value: number, language: "en" | "pt"): string {
  const maximumFractionDigits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
}
