import { isWithin, type Project } from "../project.ts";
import { shownLiterals } from "../shown_literals.ts";
import { type Rule } from "./rule.ts";

const SHOW = ["components", "islands", "routes", "lib/client", "lib/export"];
// The languages by their own names, browsers and systems by theirs, and the page that shows what
// pages are made of, which only who builds them looks at.
const NAMES = [
  "components/rail/languages.ts",
  "components/settings/device.ts",
  "components/estilo",
];
const ESTILO = /^routes\/(?:\(_estilo\)|estilo)/;
// The chat's own name, and a word that is the same in every language here.
const SAME = /\b(?:ConexaoChat|Conexao|Chat|Spoiler)\b/g;

function checkShown(project: Project): string[] {
  return project.in(...SHOW)
    .filter(({ path }) => !NAMES.some((place) => isWithin(path, place)) && !ESTILO.test(path))
    .flatMap(({ path, text }) =>
      shownLiterals(path, text).filter((one) => /\p{L}{2}/u.test(one.text.replace(SAME, "")))
        .map((one) => `${path}:${one.line} says "${one.text}" by itself`)
    );
}

const CATALOGUE = "lib/i18n/pt_br";
const KEY = /^\s+"([\w.]+)":/;

function checkUsed(project: Project): string[] {
  const { words, shapes } = literalsOf(project);
  return project.in(CATALOGUE, `${CATALOGUE}.ts`).flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const key = KEY.exec(line)?.[1];
      const isUsed = key === undefined || words.has(key) ||
        shapes.some((shape) => shape.test(key));
      return isUsed ? [] : [`${path}:${index + 1} has ${key}, which nothing says`];
    })
  );
}

/** The words by which a text may be asked for: as they stand, and those with a gap to be filled. */
function literalsOf(project: Project): { words: Set<string>; shapes: RegExp[] } {
  const speakers = project.sources.filter(({ path }) =>
    !isWithin(path, "tests") && !isWithin(path, "lib/i18n")
  );
  const found = (pattern: RegExp) =>
    speakers.flatMap(({ code }) => [...code.matchAll(pattern)].map(([, one = ""]) => one));
  // Without a word and a point of its own, a template could be anything.
  const shapes = found(/`([^`\n]*)`/g).map((template) => template.replace(/\$\{[^}]*\}/g, "*"))
    .filter((shape) => /^(?=.*\*)(?=.*\w)[\w.*]*\.[\w.*]*$/.test(shape));
  return {
    words: new Set(found(/"([\w.]+)"/g)),
    shapes: shapes.map((shape) =>
      new RegExp(
        `^${shape.replaceAll(".", "\\.").replace(/^\*/, "[\\w.]+").replaceAll("*", "\\w+")}$`,
      )
    ),
  };
}

/** A field of many lines is turned by whoever writes into it. */
function checkTurned(project: Project): string[] {
  return project.in("components", "islands", "routes").flatMap(({ path, code }) =>
    [...code.matchAll(/<textarea\b[\s\S]*?(?:\/>|<\/textarea)/g)]
      .filter(([field]) => !/\bdir="auto"/.test(field))
      .map(({ index }) =>
        `${path}:${code.slice(0, index).split("\n").length} has a field of one way`
      )
  );
}

/** What people read. */
export const wordRules: readonly Rule[] = [
  {
    name: "what people read comes from the catalogues",
    check: checkShown,
    bites: [
      { "components/A.tsx": "const a = <p>Tente de novo</p>;" },
      { "components/A.tsx": "const a = <p>\n  {n} <b>novas</b>\n</p>;" },
      { "islands/A.tsx": `const a = <button aria-label="Fechar" />;` },
      { "islands/A.tsx": `const a = <input placeholder={first ? "Nome" : name} />;` },
      { "routes/a.tsx": `const a = <Field label={"Nome"} />;` },
      { "routes/a.tsx": `const a = <p>{on ? "ligado" : "desligado"}</p>;` },
      { "routes/a.tsx": `const a = <p>{who && ("por " + who)}</p>;` },
      { "routes/a.tsx": "const a = <p>{`por ${who}`}</p>;" },
      { "components/A.tsx": `const a = <ul>{all.map(() => "nada")}</ul>;` },
      { "components/A.tsx": `const a = <ul>{all.map((one) => <li>nada</li>)}</ul>;` },
      { "components/A.tsx": `const a = { title: "Nada aqui" };` },
      { "components/A.tsx": `const a = <a class="b">{/* why */}Don't</a>;` },
      { "lib/client/a.ts": `button.textContent = "Copiar";` },
      { "lib/client/a.ts": "document.title = `${n} novas`;" },
      { "lib/client/a.ts": `button.setAttribute("aria-label", "Copiar");` },
      { "lib/export/a.tsx": "const a = <title>Conversa</title>;" },
    ],
    spares: {
      "components/A.tsx": `import type { B } from "./b.ts";\n` +
        `const of = <T extends object>(all: Map<string, B>) => all.size < 2 && all.size > 1;\n` +
        `const a = (\n  <p class={on ? "wide" : ""} dir="auto" title={say("a.b")}>\n` +
        `    {/* Not a word */}\n    {kind === "image" && <b>·</b>} {say(on ? "on" : "off")}\n` +
        `    {["newest", "best"].map((order) => <i key={order}>{say(order)}</i>)}\n` +
        `    {texts["word"]} &middot; {" · "} <kbd>R</kbd>\n  </p>\n);\n` +
        `const b = { label: "a.key", icon: "copy" };\n`,
      "components/rail/languages.ts": `export const all = [{ value: "en", label: "English" }];`,
      "routes/a.tsx": "const a = <title>{`${title} · ConexaoChat`}</title>;",
      "lib/client/a.ts": `button.textContent = texts.say("copy");\nconst title = "abc";\n` +
        `link.setAttribute("rel", "icon");`,
      "lib/middlewares/refusal.ts": `const page = "<p>O pedido</p>";`,
    },
  },
  {
    name: "every text is said somewhere",
    check: checkUsed,
    bites: [
      { "lib/i18n/pt_br/a.ts": `export const a = {\n  "old": "Velho",\n};` },
      {
        "lib/i18n/pt_br/a.ts": `export const a = {\n  "log.old": "Velho",\n};`,
        "tests/a.ts": `say("log.old");`,
        "components/A.tsx": "say(`log.${one}.more`);\nsay(`${one}.${other}`);",
      },
    ],
    spares: {
      "lib/i18n/pt_br/a.ts":
        `export const a = {\n  "log.older": "Antes",\n  "end": { one: "a", other: "b" },\n};`,
      "components/A.tsx": 'say(`log.${side}`);\nsay("end", { n });',
    },
  },
  {
    name: "whoever writes from right to left sees it so",
    check: checkTurned,
    bites: [
      { "components/A.tsx": `const a = <textarea name="body" rows={1} />;` },
      { "islands/A.tsx": `const a = <p dir="auto"><textarea>{text}</textarea></p>;` },
    ],
    spares: { "components/A.tsx": `const a = <textarea\n  dir="auto"\n  rows={1}\n/>;` },
  },
];
