import { join } from "node:path";
import { silentLog } from "@/lib/chat/log.ts";
import { putBlankFile } from "@/tests/support/blank_file.ts";
import { conform } from "./conformance.ts";
import { worldAt } from "./world.ts";

Deno.test("a store in a SQLite file", async (t) => {
  const dir = await Deno.makeTempDir({ prefix: "conexao-sqlite-" });
  let made = 0;
  try {
    await conform(t, {
      alone: "a SQLite file is held by one process",
      world: async (empty) => {
        const path = join(dir, `${++made}`, "chat.db");
        if (!empty) await putBlankFile(path);
        return await worldAt({ kind: "sqlite", path }, { log: silentLog });
      },
    });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
