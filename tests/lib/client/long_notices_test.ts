import { expect } from "expect";
import { longNotice, overNotice } from "@/lib/client/long_notices.ts";

function setUp(text: string) {
  const [files, sent]: string[][] = [[], []];
  const area = { value: text };
  const desk = {
    ...{ area, longest: 10, attach: (words: string) => void files!.push(words) },
    rewrite: (text: string) => area.value = text,
    post: (parts: readonly string[]) => void sent!.push(...parts),
  };
  return { area, desk, files, sent };
}

Deno.test("words that were pasted can become a block of code, or a file beside the rest", () => {
  const { area, desk, files } = setUp("veja: longo");
  const { ways } = longNotice("longo", desk);
  expect(ways.map(({ kind }) => kind)).toEqual(["code", "file"]);
  ways[1]!.run();
  expect([area.value, files]).toEqual(["veja:", ["longo"]]);
});

Deno.test("if they were changed since, all that is written becomes the file", () => {
  const { area, desk, files } = setUp("veja: lon-go");
  longNotice("longo", desk).ways[1]!.run();
  expect([area.value, files]).toEqual(["", ["veja: lon-go"]]);
});

Deno.test("a text that is too long can go in parts, or as a file", () => {
  const text = "cinco mais cinco";
  const { area, desk, files, sent } = setUp(text);
  const { ways } = overNotice(text, desk);
  expect(ways.map(({ kind }) => kind)).toEqual(["parts", "file"]);
  ways[0]!.run();
  expect(sent?.map((part) => part.trim())).toEqual(["cinco mais", "cinco"]);
  ways[1]!.run();
  expect([area.value, files]).toEqual(["", [text]]);
});
