import type { Verdict } from "./lighthouse.ts";
import type { Weight } from "./first_load.ts";

/** One thing that is measured: what it is, what it is to be, whether it is that. */
export interface Measured {
  name: keyof typeof WORDS["en"];
  value: number;
  /** At most so many bytes, or at least so many points; none: it is good to know. */
  goal?: number;
  unit: "bytes" | "points" | "number";
}

/** What the first load of a room may weigh, in bytes with compression. */
export const MOST = { html: 25_000, css: 12_000, js: 40_000 } as const;

const WORDS = {
  en: {
    head: ["First load of a room", "measured", "goal"],
    html: "HTML with the last 50 messages",
    css: "CSS",
    js: "JavaScript",
    later: "JavaScript that follows, for code and formatted texts",
    requests: "requests",
    performance: "Lighthouse, mobile: performance",
    accessibility: "Lighthouse: accessibility",
    "best-practices": "Lighthouse: best practices",
  },
  pt: {
    head: ["Primeira visita a uma sala", "medido", "meta"],
    html: "HTML com as últimas 50 mensagens",
    css: "CSS",
    js: "JavaScript",
    later: "JavaScript que vem depois, para código e textos formatados",
    requests: "pedidos",
    performance: "Lighthouse, celular: desempenho",
    accessibility: "Lighthouse: acessibilidade",
    "best-practices": "Lighthouse: boas práticas",
  },
} as const;

/** What was measured, beside what it is to be. */
export function measured(weight: Weight, { scores }: Verdict): Measured[] {
  return [
    ...(["html", "css", "js"] as const).map((name) => ({
      ...{ name, value: weight[name], goal: MOST[name], unit: "bytes" as const },
    })),
    { name: "later", value: weight.later, unit: "bytes" },
    { name: "requests", value: weight.requests, unit: "number" },
    ...(["performance", "accessibility", "best-practices"] as const).map((name) => ({
      ...{ name, value: scores[name], goal: 100, unit: "points" as const },
    })),
  ];
}

/** Whether it is as it is to be. */
export function isMet({ value, goal, unit }: Measured): boolean {
  if (goal === undefined) return true;
  return unit === "points" ? value >= goal : value <= goal;
}

/** The table, as Markdown that the formatter leaves alone. */
export function tableOf(all: readonly Measured[], language: "en" | "pt"): string {
  const words = WORDS[language];
  const number = new Intl.NumberFormat(language);
  const cell = (value: number, unit: Measured["unit"]) =>
    unit === "bytes" ? `${number.format(value)} bytes` : number.format(value);
  const rows = [
    words.head,
    ...all.map((one) => [
      words[one.name] as string,
      cell(one.value, one.unit),
      one.goal === undefined
        ? ""
        : `${one.unit === "points" ? "" : "≤ "}${cell(one.goal, one.unit)}`,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row[0]!.padEnd(widths[0]!)} | ${
      row.slice(1).map((text, n) => text.padStart(widths[n + 1]!)).join(" | ")
    } |`;
  const rule = `| ${"-".repeat(widths[0]!)} | ${
    widths.slice(1).map((n) => `${"-".repeat(n - 1)}:`).join(" | ")
  } |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join("\n");
}

/** A text with the table between its marks. */
export function withTable(text: string, table: string): string {
  const marks = /(<!-- weight -->\n)[^]*?(<!-- \/weight -->)/;
  if (!marks.test(text)) throw new Error("The text has no place for the table");
  return text.replace(marks, (_, before, after) => `${before}\n${table}\n\n${after}`);
}
