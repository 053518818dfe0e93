import { silentLog } from "@/lib/chat/log.ts";
import { openStore } from "@/lib/store/mod.ts";
import { backup } from "@/tests/support/backup.ts";
import { eventually } from "@/tests/support/eventually.ts";
import { geralOf, say, signUp } from "@/tests/lib/store/world.ts";
import { type Fault, pass, type Stage } from "../episode.ts";
import { readSnapshot } from "../site/archive.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { storeOf } from "./store_of.ts";

const SETTLED_MS = 300;
const BACK_WITHIN_MS = 20_000;

/**
 * Another chat's database comes to stand under the same address, where the same numbers mean other
 * people and rooms; then the own one is back, from a backup. Everybody is sent to the door meanwhile,
 * their browsers are told to forget who they are, and nothing of theirs may get in there.
 */
export const anotherStore: Fault<MysqlSite> = {
  name: "another store under the same address",
  takes: ["mysql", "instances", "redis"],
  async inject(stage) {
    const { site, crowd, book, tabs } = stage;
    const was = await storeOf(stage);
    const other = await site.mysql.database("outra");
    const theirs = await strangers(other);
    await using foreign = await backup(other);
    const from = book.now();
    await using own = await backup(site.config);
    await foreign.restore({ into: site.config });
    await pass(2_000);
    await lookFor(stage, theirs);
    // From a backup: what was written since it was made is void, and db:restored says so.
    await own.restore({ renewed: true });
    await pass(SETTLED_MS);
    book.restores.push({ from, to: book.now(), was });
    for (const device of crowd.devices.values()) device.signInAgain();
    await eventually(() => isBack(stage), { withinMs: BACK_WITHIN_MS, everyMs: 100 });
    // An answer of meanwhile may come late, and send somebody away who is back already.
    await eventually(() => {
      const away = tabs.filter(({ state }) => state === "away");
      for (const tab of away) {
        tab.device.signInAgain();
        void tab.open();
      }
      return away.length === 0 && tabs.every(({ state, welcomed }) => state !== "open" || welcomed);
    }, { withinMs: BACK_WITHIN_MS, everyMs: 100 });
  },
};

/** People of another world, and what one of them has said. */
async function strangers(config: MysqlSite["config"]): Promise<string> {
  const store = await openStore(config, { log: silentLog });
  const [gil] = [await signUp(store, "Gil"), await signUp(store, "Hugo")];
  await say(store, { author: gil, room: await geralOf(store) }, "outro banco");
  await store.close();
  return "outro banco";
}

/** All that the other world has is its own. */
async function lookFor({ site, book }: Stage<MysqlSite>, theirs: string): Promise<void> {
  const { messages } = await site.consult((ask) => readSnapshot(ask, new Map([[1, 0], [2, 0]])));
  for (const { seq, body } of messages) {
    if (body === theirs) continue;
    book.findings.push({ harm: "phantom", what: `${seq} "${body}" got into another store` });
  }
}

async function isBack({ site, crowd }: Stage<MysqlSite>): Promise<boolean> {
  const { person } = crowd.device("Ana");
  const answers = await Promise.all(
    site.places.map(({ instance }) => person.at(instance.url).ask("/api/v1/me")),
  );
  return answers.every(({ status }) => status === 200);
}
