import { silentLog } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import { openStore } from "@/lib/store/mod.ts";
import { putBlankFile } from "./blank_file.ts";

/** A real store of its own in a folder that goes with it. */
export async function openSqliteStore(): Promise<{ store: Store } & AsyncDisposable> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-" });
  const path = `${dir}/conexao.db`;
  await putBlankFile(path);
  const store = await openStore({ kind: "sqlite", path }, { log: silentLog });
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}
