import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { Guide } from "@/components/estilo/Guide.tsx";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const ROOT = new URL("../../", import.meta.url);
const UI = "components/ui/";
/** Those that are a whole page, a sprite, or nothing but a sentence. */
const UNSEEN = ["Alone", "Filled", "Modal", "Named", "Refusal", "Told", "When"];

function guide() {
  const texts = textsIn("pt-BR");
  const said = { locale: "pt-BR", zone: "America/Sao_Paulo" } as const;
  const words = {
    chat: new Speech<"chat">({ ...said, texts: texts.chat }),
    page: new Speech<"page">({ ...said, texts: texts.page }),
    people: new Speech<"people">({ ...said, texts: texts.people }),
    rail: new Speech<"rail">({ ...said, texts: texts.rail }),
  };
  const html = renderToString(<Guide words={words} />);
  return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, "text/html");
}

Deno.test("the style guide shows every part by day and by night, and no id twice", () => {
  const page = guide();
  const sections = [...page.querySelectorAll("main > section")];
  expect(sections.length).toBeGreaterThan(10);
  for (const section of sections) {
    const themes = [...section.querySelectorAll(":scope > [data-theme]")]
      .map((one) => one.getAttribute("data-theme"));
    expect(themes).toEqual(["light", "dark"]);
  }
  // A log has one place where the news begin, and the guide has two logs.
  const ids = [...page.querySelectorAll("[id]:not(#novas)")].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

Deno.test("the style guide shows every component of the house", async () => {
  const shown = new Set<string>();
  for await (const { name, isFile } of Deno.readDir(new URL("components/estilo/", ROOT))) {
    if (!isFile) continue;
    const source = await Deno.readTextFile(new URL(`components/estilo/${name}`, ROOT));
    for (const [, from = ""] of source.matchAll(/from "\.\.\/ui\/(\w+)\.tsx"/g)) shown.add(from);
  }
  const missing: string[] = [];
  for await (const { name } of Deno.readDir(new URL(UI, ROOT))) {
    const component = /^([A-Z]\w+)\.tsx$/.exec(name)?.[1];
    if (component && !shown.has(component) && !UNSEEN.includes(component)) missing.push(component);
  }
  expect(missing).toEqual([]);
});
