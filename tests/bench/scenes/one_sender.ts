import { createConnection } from "mysql2/promise";
import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import { newId } from "../../support/new_id.ts";
import type { Contender } from "../contender.ts";
import { delayOf } from "../load/delay.ts";
import { atRest, enter, GROUP, type Stage } from "../stage.ts";

const MESSAGES = 300;
const BODY = "Só falta a bancada 2, o conector do cabo deles parece solto. Alguém tem o alicate?";

/** The name of the figure. */
export const ON_THE_WAY = "one message to another instance, nothing else to do";

/**
 * A message on an idle server: from the send on one instance until it is heard on the other, beside
 * one INSERT into the same table by whoever does nothing else.
 */
export async function oneSender(
  stage: Stage,
  two: Contender,
  database: MysqlStoreConfig,
): Promise<void> {
  const { results, times } = stage;
  await using player = await enter(two, 2, { senders: 1 });
  await player.load.ask("turns", { group: GROUP, messages: MESSAGES });
  for (let time = 0; time < times; time++) {
    await atRest(stage, player);
    const bare = delayOf(await inserting(database));
    const { delay } = await player.load.ask("turns", { group: GROUP, messages: MESSAGES });
    for (const [of, { p50, p99 }] of [["one INSERT", bare], [two.name, delay]] as const) {
      results.add({ what: `${ON_THE_WAY}: p50`, of, unit: "ms" }, p50);
      results.add({ what: `${ON_THE_WAY}: p99`, of, unit: "ms" }, p99);
    }
  }
}

async function inserting(
  { host, port, user, password, database }: MysqlStoreConfig,
): Promise<number[]> {
  const connection = await createConnection({ host, port, user, password, database });
  const room = 1_000_000 + Math.floor(Math.random() * 1_000_000);
  const delays: number[] = [];
  for (let seq = 1; seq <= MESSAGES; seq++) {
    const row = [room, seq, seq, seq, 1, newId(), "text", BODY, Date.now()];
    const begun = performance.now();
    await connection.query(
      `insert into messages (room_id, seq, n, rev, author_id, client_id, kind, body, created_at)
        values (?)`,
      [row],
    );
    delays.push(performance.now() - begun);
  }
  await connection.query("delete from messages where room_id = ?", [room]);
  await connection.end();
  return delays;
}
