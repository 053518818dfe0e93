import type { Fault } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import type { SqliteSite } from "../site/sqlite_site.ts";
import { anotherStore } from "./another_store.ts";
import { asleep } from "./asleep.ts";
import { busFlooded } from "./bus_flooded.ts";
import { busForged } from "./bus_forged.ts";
import { busLossy } from "./bus_lossy.ts";
import { busReplayed } from "./bus_replayed.ts";
import { cutMidFrame } from "./cut_mid_frame.ts";
import { deadNetwork } from "./dead_network.ts";
import { exitsAfterCommit } from "./exits_after_commit.ts";
import { fileRestored } from "./file_restored.ts";
import { frozenWithLock } from "./frozen_with_lock.ts";
import { instanceHangs } from "./instance_hangs.ts";
import { instanceKilled } from "./instance_killed.ts";
import { killedAfterCommit } from "./killed_after_commit.ts";
import { instanceStopped } from "./instance_stopped.ts";
import { mysqlFrozen } from "./mysql_frozen.ts";
import { mysqlKilled } from "./mysql_killed.ts";
import { queuedAndReloaded } from "./queued_and_reloaded.ts";
import { redisFrozen } from "./redis_frozen.ts";
import { redisKilled } from "./redis_killed.ts";
import { restored } from "./restored.ts";
import { roughRoads } from "./rough_roads.ts";

/** What can happen to any site. */
const EVERYWHERE: readonly Fault[] = [
  instanceKilled,
  instanceStopped,
  instanceHangs,
  asleep,
  cutMidFrame,
  roughRoads,
  deadNetwork,
  queuedAndReloaded,
];

/** What leaves every process alive, and takes nothing but an instance. */
export const GENTLE: readonly Fault[] = [
  instanceHangs,
  asleep,
  cutMidFrame,
  roughRoads,
  deadNetwork,
];

/** What can happen to instances on MySQL and Redis. */
export function faultsOnMysql(full: boolean): readonly Fault<MysqlSite>[] {
  return [
    redisKilled,
    redisFrozen,
    busLossy,
    busForged,
    busReplayed,
    busFlooded,
    mysqlKilled,
    mysqlFrozen(full),
    frozenWithLock,
    killedAfterCommit,
    restored,
    anotherStore,
    ...EVERYWHERE,
  ];
}

/** What can happen to an instance alone. */
export function faultsOnSqlite(): readonly Fault<SqliteSite>[] {
  return [exitsAfterCommit, fileRestored, ...EVERYWHERE];
}
