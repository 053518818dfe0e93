import { silentLog } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import { openStore } from "@/lib/store/mod.ts";

/** A real store of its own in a folder that goes with it. */
export async function openSqliteStore(): Promise<{ store: Store } & AsyncDisposable> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-" });
  const store = await openStore({ kind: "sqlite", path: `${dir}/conexao.db` }, { log: silentLog });
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}
