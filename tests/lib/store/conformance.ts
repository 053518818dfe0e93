import type { Case } from "./case.ts";
import { amendCases } from "./cases/amend_cases.ts";
import { commitCases } from "./cases/commit_cases.ts";
import { deedCases } from "./cases/deed_cases.ts";
import { eraseCases } from "./cases/erase_cases.ts";
import { fileCases } from "./cases/file_cases.ts";
import { faceCases } from "./cases/face_cases.ts";
import { indexCases } from "./cases/index_cases.ts";
import { ledgerCases } from "./cases/ledger_cases.ts";
import { fileRaceCases } from "./cases/file_race_cases.ts";
import { lineCases } from "./cases/line_cases.ts";
import { memberCases } from "./cases/member_cases.ts";
import { mentionCases } from "./cases/mention_cases.ts";
import { messageCases } from "./cases/message_cases.ts";
import { messageFileCases } from "./cases/message_file_cases.ts";
import { messageRaceCases } from "./cases/message_race_cases.ts";
import { moderationCases } from "./cases/moderation_cases.ts";
import { momentCases } from "./cases/moment_cases.ts";
import { nameCases } from "./cases/name_cases.ts";
import { ownCases } from "./cases/own_cases.ts";
import { paceCases } from "./cases/pace_cases.ts";
import { peopleCases } from "./cases/people_cases.ts";
import { pinCases } from "./cases/pin_cases.ts";
import { raceCases } from "./cases/race_cases.ts";
import { readCases } from "./cases/read_cases.ts";
import { replyCases } from "./cases/reply_cases.ts";
import { revisionCases } from "./cases/revision_cases.ts";
import { roomCases } from "./cases/room_cases.ts";
import { searchCases } from "./cases/search_cases.ts";
import { serverCases } from "./cases/server_cases.ts";
import { sessionCases } from "./cases/session_cases.ts";
import { sharedCases } from "./cases/shared_cases.ts";
import { sharedPeopleCases } from "./cases/shared_people_cases.ts";
import { undoCases } from "./cases/undo_cases.ts";
import type { World } from "./world.ts";

/** A kind of store, as the suite needs it. */
export interface Place {
  /** @param empty nobody may have opened its database before */
  world: (empty: boolean) => Promise<World>;
  /** Why two instances cannot be on one database, if they cannot. */
  alone?: string;
}

const SUITE: { part: string; cases: readonly Case[]; instances: 1 | 2 }[] = [
  { part: "people", cases: peopleCases, instances: 1 },
  { part: "names", cases: nameCases, instances: 1 },
  { part: "sessions", cases: sessionCases, instances: 1 },
  { part: "faces", cases: faceCases, instances: 1 },
  { part: "deleted accounts", cases: eraseCases, instances: 1 },
  { part: "server", cases: serverCases, instances: 1 },
  { part: "rooms", cases: roomCases, instances: 1 },
  { part: "amended rooms", cases: amendCases, instances: 1 },
  { part: "members", cases: memberCases, instances: 1 },
  { part: "reading", cases: readCases, instances: 1 },
  { part: "mentions", cases: mentionCases, instances: 1 },
  { part: "messages", cases: messageCases, instances: 1 },
  { part: "commit", cases: commitCases, instances: 1 },
  { part: "deeds", cases: deedCases, instances: 1 },
  { part: "pace", cases: paceCases, instances: 1 },
  { part: "moments", cases: momentCases, instances: 1 },
  { part: "lines", cases: lineCases, instances: 1 },
  { part: "own lists", cases: ownCases, instances: 1 },
  { part: "replies", cases: replyCases, instances: 1 },
  { part: "revisions", cases: revisionCases, instances: 1 },
  { part: "pins", cases: pinCases, instances: 1 },
  { part: "files", cases: fileCases, instances: 1 },
  { part: "messages with files", cases: messageFileCases, instances: 1 },
  { part: "undo", cases: undoCases, instances: 1 },
  { part: "moderation", cases: moderationCases, instances: 1 },
  { part: "search", cases: searchCases, instances: 1 },
  { part: "index", cases: indexCases, instances: 1 },
  { part: "ledger", cases: ledgerCases, instances: 1 },
  { part: "two instances", cases: sharedCases, instances: 2 },
  { part: "two instances", cases: raceCases, instances: 2 },
  { part: "messages of two instances", cases: messageRaceCases, instances: 2 },
  { part: "files of two instances", cases: fileRaceCases, instances: 2 },
  { part: "people of two instances", cases: sharedPeopleCases, instances: 2 },
];

/** Runs what every store must do against one kind of store. */
export async function conform(t: Deno.TestContext, place: Place): Promise<void> {
  for (const { part, cases, instances } of SUITE) {
    for (const { name, run, empty = false } of cases) {
      const skipped = instances > 1 ? place.alone : undefined;
      await t.step({
        name: `${part}: ${name}${skipped === undefined ? "" : ` (skipped: ${skipped})`}`,
        ignore: skipped !== undefined,
        async fn() {
          await using world = await place.world(empty);
          await run(world);
        },
      });
    }
  }
}
