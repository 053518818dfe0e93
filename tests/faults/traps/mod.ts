import type { Episode } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { bothWriteUnheard } from "./both_write_unheard.ts";
import { commitNeverArrives } from "./commit_never_arrives.ts";
import { lockTimeout } from "./lock_timeout.ts";
import { memberLeaves } from "./member_leaves.ts";
import { olderAttempt } from "./older_attempt.ts";
import { renamedBehindBacks } from "./renamed_behind_backs.ts";
import { sameIdTwoRooms } from "./same_id_two_rooms.ts";
import { slowGreeting } from "./slow_greeting.ts";
import { slowHead } from "./slow_head.ts";
import { twoEditsAtOnce } from "./two_edits_at_once.ts";

/** Bad timing that chance seldom brings about: each is what one safeguard is for. */
export const TRAPS: readonly Episode<MysqlSite>[] = [
  sameIdTwoRooms,
  commitNeverArrives,
  bothWriteUnheard,
  twoEditsAtOnce,
  slowHead,
  olderAttempt,
  slowGreeting,
  memberLeaves,
  lockTimeout,
  renamedBehindBacks,
];
