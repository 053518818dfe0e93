import { expect } from "expect";
import { checkDenoConfig } from "../../../../lib/fresh/dev/check.ts";
import { withTmpDir, writeFiles } from "../../../../lib/fresh/test_utils.ts";

async function check(compilerOptions: Record<string, unknown>): Promise<void> {
  await using dir = await withTmpDir();
  await writeFiles(dir.dir, { "deno.json": JSON.stringify({ compilerOptions }) });
  await checkDenoConfig(dir.dir);
}

Deno.test("checkDenoConfig wants to know where JSX comes from", async () => {
  await check({ jsx: "react-jsx", jsxImportSource: "preact" });
  await expect(check({ jsx: "react-jsx" })).rejects.toThrow("jsxImportSource");
});

Deno.test("checkDenoConfig wants elements with a meaning of their own kept from precompiling", async () => {
  const jsx = { jsx: "precompile", jsxImportSource: "preact" };
  await expect(check({ ...jsx, jsxPrecompileSkipElements: ["a", "img"] })).rejects
    .toThrow("to contain body, html");
});
