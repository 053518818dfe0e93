import { expect } from "expect";
import { DOMParser } from "linkedom";
import { renderToString } from "preact-render-to-string";
import { WhoIsHere } from "@/components/join/WhoIsHere.tsx";
import type { User } from "@/lib/chat/model.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";

const door = new Speech<"door">({
  locale: "pt-BR",
  texts: textsIn("pt-BR").door,
  zone: "America/Sao_Paulo",
});
const people: User[] = ["Ana", "Bruno", "Clara", "Davi", "Lia"].map((name, index) => ({
  ...{ id: index + 1, name, role: "member" },
}));

function shown(n: number, named?: User[]) {
  const html = renderToString(<WhoIsHere n={n} people={named} door={door} />);
  const { body } = new DOMParser().parseFromString(
    `<html><body>${html}</body></html>`,
    "text/html",
  );
  return {
    text: body.querySelector("p")?.textContent,
    faces: body.querySelectorAll(".face").length,
  };
}

Deno.test("WhoIsHere: without names it says how many, and of nobody that there is nobody", () => {
  expect(shown(7)).toEqual({ text: "7 pessoas na conversa agora", faces: 0 });
  expect(shown(1)).toEqual({ text: "1 pessoa na conversa agora", faces: 0 });
  expect(shown(0).text).toContain("Ninguém está na conversa agora");
});

Deno.test("WhoIsHere: of many the first are named, and how many more there are", () => {
  const text = "18 pessoas na conversa agora: Ana, Bruno, Clara e mais 15";
  expect(shown(18, people)).toEqual({ text, faces: 4 });
  expect(shown(2, people.slice(0, 2)).text).toBe("2 pessoas na conversa agora: Ana, Bruno");
});

Deno.test("WhoIsHere: whoever is gone is counted, and not named", () => {
  const gone: User = { id: 9, name: "", role: "member" };
  expect(shown(2, [gone, ...people.slice(0, 1)]).text)
    .toBe("2 pessoas na conversa agora: Ana e mais 1");
});
