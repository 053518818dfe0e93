import { silentLog } from "@/lib/chat/log.ts";
import { startMysql } from "@/tests/support/mysql_server.ts";
import { BlankDatabase } from "./blank_database.ts";
import { conform } from "./conformance.ts";
import { worldAt } from "./world.ts";

Deno.test("a store in MySQL or MariaDB", async (t) => {
  await using server = await startMysql();
  await t.step(`the server is ${server.version}`, () => {});
  let made = 0;
  const blank = await BlankDatabase.make(server, "chat");
  await conform(t, {
    world: async (empty) => {
      const config = empty ? await server.database(`new${++made}`) : await blank.emptied();
      return await worldAt(config, { log: silentLog });
    },
  });
});
