import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { DiskBytes } from "@/lib/files/disk_bytes.ts";
import { openBytes } from "@/lib/files/open_bytes.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

Deno.test("bytes are kept where the configuration says, and nowhere that cannot be", async () => {
  await using world = await openSqliteStore();
  const parts = { store: world.store, clock: systemClock, log: silentLog };
  const path = await Deno.makeTempDir({ prefix: "conexao-files-" });
  expect(await openBytes({ kind: "disk", path }, parts)).toBeInstanceOf(DiskBytes);
  const file = `${path}/a`;
  await Deno.writeTextFile(file, "");
  await expect(openBytes({ kind: "disk", path: `${file}/files` }, parts)).rejects.toThrow(
    Unavailable,
  );
  // SQLite is one instance's alone: its bytes are on the disk beside it.
  await expect(openBytes({ kind: "database" }, parts)).rejects.toThrow(/one instance has alone/);
  await Deno.remove(path, { recursive: true });
});
