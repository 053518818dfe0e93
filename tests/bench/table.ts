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

/** The figures and those that they are of, in Portuguese; what is not here is a name. */
const PORTUGUESE: readonly [said: RegExp, as: string][] = [
  [/delivered to (\S+) sockets, 40 under way/, "entregues a $1 sockets, 40 a caminho"],
  [/delivered to (\S+) sockets, one under way/, "entregues a $1 sockets, uma a caminho"],
  [
    /delivered in two rooms of 100 sockets, 40 under way in each/,
    "entregues em duas salas de 100 sockets, 40 a caminho em cada",
  ],
  [
    /acked, 50 senders in 10 rooms, 500 under way/,
    "confirmadas, 50 remetentes em 10 salas, 500 a caminho",
  ],
  [
    /one message to another instance, nothing else to do/,
    "uma mensagem até outra instância, sem mais nada a fazer",
  ],
  [/100 sockets at 70 % of their highest load/, "100 sockets a 70 % da sua carga máxima"],
  [/memory of one more idle socket/, "memória de mais um socket parado"],
  [
    /1,000 sockets come back at once, 200 messages behind: all up to date/,
    "1.000 sockets voltam de uma vez, 200 mensagens atrás: todos em dia",
  ],
  [/pages of a room with 50 messages, at half of that/, "páginas de uma sala, à metade disso"],
  [/pages of a room with 50 messages/, "páginas de uma sala com 50 mensagens"],
  [
    /HTML of a first visit to a room with 50 messages/,
    "HTML da primeira visita a uma sala com 50 mensagens",
  ],
  [/(CSS|JavaScript) of a first visit to a room/, "$1 da primeira visita a uma sala"],
  [/a page of history at any depth/, "uma página do histórico a qualquer profundidade"],
  [/a search for a common word/, "uma busca por uma palavra comum"],
  [/a search for a rare word/, "uma busca por uma palavra rara"],
  [
    /from the start of the program to its first page/,
    "do início do programa à sua primeira página",
  ],
  [/, two instances/, ", duas instâncias"],
  [/bare Deno/, "Deno nu"],
  [/a constant page/, "uma página constante"],
  [/one INSERT/, "um INSERT"],
  [/INSERTs of (\d+) rows/g, "INSERTs de $1 linhas"],
  [/1,000,000 messages/g, "1 milhão de mensagens"],
  [/10,000 messages/g, "10 mil mensagens"],
];

/** The goals of a run as a Markdown table, and what it was made on. */
export function tableOf(judged: readonly Judged[], about: About, language: "en" | "pt"): string {
  const words = WORDS[language];
  const number = (value: number) => numberOf(value, language);
  const named = (name: string) =>
    language === "en"
      ? name
      : PORTUGUESE.reduce((text, [said, as]) => text.replace(said, as), name);
  const rows = [
    [...words.head],
    ...judged.map((one) => [
      named(`${one.what}: ${one.of}`),
      number(one.ours) + unit(one),
      one.theirs === undefined
        ? ""
        : `${number(one.theirs)}${unit(one)} (${named((one.against ?? []).join(", "))})`,
      one.ratio === undefined ? "" : number(one.ratio),
      goalOf(one, number, unit(one)),
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
  const files = [["README.md", "en"], ["README.pt-BR.md", "pt"]] as const;
  for (const [file, language] of files) {
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
  // How its lines are broken is the formatter's to say.
  await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", ...files.map(([file]) => new URL(file, root).pathname)],
  }).output();
}

function goalOf(
  { least, most, plus, ratio }: Judged,
  number: (value: number) => string,
  unit: string,
): string {
  if (plus !== undefined) return `≤ + ${number(plus)}${unit}`;
  // Ratios have none.
  const after = ratio === undefined ? unit : "";
  return least === undefined ? `≤ ${number(most ?? NaN)}${after}` : `≥ ${number(least)}${after}`;
}

/** Where it does not go without saying. */
function unit({ unit }: Judged): string {
  return unit === "a second" ? "" : ` ${unit}`;
}

function numberOf(value: number, language: "en" | "pt"): string {
  const maximumFractionDigits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
}
