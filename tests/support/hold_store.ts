import { silentLog } from "@/lib/chat/log.ts";
import { openStore, StoreRefused } from "@/lib/store/mod.ts";
import { draft, geralOf, signUp } from "@/tests/lib/store/world.ts";

/**
 * A process that holds the SQLite store of its first argument and posts into `geral` until it is
 * killed. It prints `seq` after each ack; or why it was refused, and ends with status 1.
 */
async function holdStore(path: string): Promise<void> {
  const store = await openStore({ kind: "sqlite", path }, { log: silentLog });
  const author = await signUp(store, "Ana");
  const room = await geralOf(store);
  for (;;) {
    const { outcomes } = await store.messages.commit([
      await draft(store, { author, room, body: "olá" }),
    ]);
    for (const one of outcomes) if (one.kind === "done") print(`${one.seq}`);
  }
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) {
  try {
    await holdStore(Deno.args[0]!);
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
    print(error.message);
    Deno.exit(1);
  }
}
