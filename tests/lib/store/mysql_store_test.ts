import { silentLog } from "@/lib/chat/log.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { conform } from "./conformance.ts";
import { worldAt } from "./world.ts";

Deno.test("a store in MySQL or MariaDB", async (t) => {
  await using server = await startMysql();
  let made = 0;
  await t.step(`the server is ${server.version}`, () => {});
  await conform(t, {
    world: async () => worldAt(await server.database(`chat${++made}`), { log: silentLog }),
  });
});
