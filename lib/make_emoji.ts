import * as z from "zod/mini";

/** One emoji of emojibase-data's `data.json`; those without a group stand for themselves only. */
const Entry = z.object({
  hexcode: z.string(),
  emoji: z.string(),
  label: z.string(),
  tags: z.optional(z.array(z.string())),
  group: z.optional(z.number()),
  subgroup: z.optional(z.number()),
  order: z.optional(z.number()),
  version: z.number(),
});
const Entries = z.array(Entry);
const Codes = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

type Entry = z.infer<typeof Entry>;
type Codes = z.infer<typeof Codes>;

/** Hair and skin: parts of other emoji, and none that anybody would send alone. */
const COMPONENTS = 2;
/** Emoji 15.0 is of 2022: what is younger is an empty box on many a machine that is still in use. */
const NEWEST = 15;
/** The first ones are those that people know. */
const MOST_CODES = 2;
/** Beside a name; more would add to the weight of a book what they add to what is found. */
const MOST_WORDS = 7;
/** What separates entries, and their parts. */
const MARKS = /[;|\n\\`$]/;
const RGI = /^\p{RGI_Emoji}$/v;
const AS_PICTURE = "\u{FE0F}";

/** The data of emojibase-data, as they lie there. */
export interface EmojiData {
  /** `en/data.json`: which emoji there are, and in which order. */
  entries: unknown;
  /** `en/shortcodes/*.json`: what people type between colons, the best source first. */
  codes: readonly unknown[];
}

/**
 * The module lib/emoji/emoji_list.ts: groups with an empty line between, kinds with a line each,
 * entries as `emoji code code;`.
 *
 * @throws {Error} if the data are of another shape, or hold what separates them
 */
export function writeEmojiList({ entries, codes }: EmojiData): string {
  const known = codes.map((one) => Codes.parse(one));
  const text = layOut(Entries.parse(entries), (entry) => {
    const found = known.map((one) => one[entry.hexcode]).find((one) => one !== undefined) ?? [];
    return joined([spelling(entry.emoji), ...[found].flat().slice(0, MOST_CODES)], " ");
  });
  return moduleOf("EMOJI_LIST", "What emoji there are, and what people type for them", text);
}

/**
 * The module lib/emoji/names_*.ts: what the emoji of the list are called in one language, in the
 * same order, as `name|word|word;`.
 *
 * @throws {Error} if the data are of another shape, lack a name, or hold what separates them
 */
export function writeEmojiNames(entries: unknown, names: unknown, language: string): string {
  const named = new Map(Entries.parse(names).map((entry) => [entry.hexcode, entry]));
  const text = layOut(Entries.parse(entries), ({ hexcode }) => {
    const entry = named.get(hexcode);
    if (!entry) throw new Error(`Cannot make emoji: ${hexcode} has no name in ${language}`);
    return joined([entry.label, ...wordsBeside(entry)], "|");
  });
  return moduleOf("EMOJI_NAMES", `What emoji are called in ${language}`, text);
}

function layOut(entries: readonly Entry[], write: (entry: Entry) => string): string {
  const shown = entries.filter(({ group, version }) =>
    group !== undefined && group !== COMPONENTS && version <= NEWEST
  ).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const groups = Map.groupBy(shown, ({ group }) => group);
  return [...groups.values()].map((group) =>
    [...Map.groupBy(group, ({ subgroup }) => subgroup).values()]
      .map((kind) => kind.map(write).join(";")).join("\n")
  ).join("\n\n");
}

function joined(parts: readonly string[], separator: string): string {
  const wrong = parts.find((part) => MARKS.test(part));
  if (wrong !== undefined) throw new Error(`Cannot make emoji: "${wrong}" has what separates them`);
  return parts.join(separator);
}

/** The one spelling that the server takes: some sources ask for the picture where it goes unasked. */
function spelling(emoji: string): string {
  const found = [emoji, emoji.replaceAll(AS_PICTURE, "")].find((one) => RGI.test(one));
  if (found === undefined) throw new Error(`Cannot make emoji: "${emoji}" is none`);
  return found;
}

/** What leads to it besides its name: each word once, and no phrase of words that do so alone. */
function wordsBeside({ label, tags = [] }: Entry): string[] {
  const alone = tags.filter((tag) => wordsOf(tag).length === 1);
  const told = new Set(wordsOf(label));
  const single = alone.filter((tag) => !told.has(tag.toLowerCase()));
  for (const tag of single) told.add(tag.toLowerCase());
  const phrases = tags.filter((tag) => wordsOf(tag).some((word) => !told.has(word)));
  return [...single, ...phrases].slice(0, MOST_WORDS);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function moduleOf(name: string, about: string, text: string): string {
  return `/**
 * ${about}: made by lib/make_emoji.ts from emojibase-data
 * (https://emojibase.dev) and through it from Unicode's CLDR; the licenses stand beside this file.
 */
export const ${name} = \`
${text}
\`;
`;
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await Deno.readTextFile(path));
}

/** Writes all of them anew: `deno run -R -W lib/make_emoji.ts <emojibase-data> lib/emoji`. */
async function makeAll(from: string, to: string): Promise<void> {
  const entries = await readJson(`${from}/en/data.json`);
  const codes = await Promise.all(
    ["github", "emojibase"].map((name) => readJson(`${from}/en/shortcodes/${name}.json`)),
  );
  await Deno.writeTextFile(`${to}/emoji_list.ts`, writeEmojiList({ entries, codes }));
  const languages = { pt: ["Portuguese", "pt_br"], en: ["English", "en"], es: ["Spanish", "es"] };
  for (const [folder, [language, file]] of Object.entries(languages)) {
    const names = await readJson(`${from}/${folder}/data.json`);
    const text = writeEmojiNames(entries, names, language!);
    await Deno.writeTextFile(`${to}/names_${file}.ts`, text);
  }
}

if (import.meta.main) await makeAll(Deno.args[0]!, Deno.args[1]!);
