import { expect } from "expect";
import {
  FileTransformer,
  type OnTransformResult,
  type ProcessedFile,
} from "../../../../lib/fresh/dev/file_transformer.ts";
import { createFakeFs } from "../../../../lib/fresh/test_utils.ts";

function newTransformer(files: Record<string, string>): FileTransformer {
  const readFile = (path: string | URL) => {
    const content = files[String(path)];
    if (content === undefined) return Promise.reject(new Deno.errors.NotFound());
    return Promise.resolve(new TextEncoder().encode(content));
  };
  return new FileTransformer({ ...createFakeFs(files), readFile }, "/casa");
}

const textOf = ({ content, path, inputFiles }: ProcessedFile) => {
  return { path, inputFiles, content: new TextDecoder().decode(content) };
};

Deno.test("a file passes through all transformers that want it", async () => {
  const transformer = newTransformer({ "a.txt": "a" });
  const add = (text: string): OnTransformResult => ({ content: text });
  transformer.onTransform({ pluginName: "A", filter: /\.txt$/g }, ({ text }) => add(`${text}b`));
  transformer.onTransform({ pluginName: "B", filter: /./ }, ({ text, root }) => {
    return Promise.resolve(add(text + root));
  });
  transformer.onTransform({ pluginName: "C", filter: /\.css$/ }, () => add("never"));
  for (let i = 0; i < 2; i++) {
    const result = await transformer.process("a.txt", "production", "es2022");
    expect(result?.map(textOf)).toEqual([
      { path: "a.txt", inputFiles: ["a.txt"], content: "ab/casa" },
    ]);
  }
});

Deno.test("a file may become several, which are transformed in turn", async () => {
  const transformer = newTransformer({ "a.txt": "a" });
  transformer.onTransform({ pluginName: "A", filter: /a\.txt$/ }, () => [
    { path: "b.txt", content: "B" },
    { path: "c.txt", content: new Uint8Array([67]) },
  ]);
  transformer.onTransform({ pluginName: "B", filter: /b\.txt$/ }, ({ text, path }) => {
    return { content: text + text, path: `x${path}` };
  });
  const result = await transformer.process("a.txt", "production", "es2022");
  expect(result?.map(textOf)).toEqual([
    { path: "c.txt", inputFiles: ["a.txt"], content: "C" },
    { path: "xb.txt", inputFiles: ["a.txt"], content: "BB" },
  ]);
});

Deno.test("a file that nobody changes, or that is not there, gives nothing", async () => {
  const transformer = newTransformer({ "a.txt": "a" });
  expect(await transformer.process("a.txt", "production", "es2022")).toBe(null);
  transformer.onTransform({ pluginName: "A", filter: /./ }, () => {});
  expect(await transformer.process("a.txt", "production", "es2022")).toBe(null);
  expect(await transformer.process("b.txt", "production", "es2022")).toBe(null);
});
