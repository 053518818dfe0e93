import { bothWriteUnheard } from "../traps/both_write_unheard.ts";
import { commitNeverArrives } from "../traps/commit_never_arrives.ts";
import { lockTimeout } from "../traps/lock_timeout.ts";
import { memberLeaves } from "../traps/member_leaves.ts";
import { olderAttempt } from "../traps/older_attempt.ts";
import { renamedBehindBacks } from "../traps/renamed_behind_backs.ts";
import { sameIdTwoRooms } from "../traps/same_id_two_rooms.ts";
import { slowGreeting } from "../traps/slow_greeting.ts";
import { slowHead } from "../traps/slow_head.ts";
import { twoEditsAtOnce } from "../traps/two_edits_at_once.ts";
import type { Mutant } from "./mutant.ts";

/** Each safeguard of the way of a message, switched off. */
export const MUTANTS: readonly Mutant[] = [
  {
    without: "the unique key",
    patches: [{
      file: "lib/store/migrations.ts",
      from: "primary key (room_id, seq),\n      unique (author_id, client_id)",
      to: "primary key (room_id, seq)",
    }],
    episode: sameIdTwoRooms.name,
    harms: ["doubled"],
  },
  {
    without: "the ack after COMMIT",
    patches: [{
      file: "lib/store/pooled_driver.ts",
      from: "const results = await this.#run([...first, ...queries, ...last], mayRepeat);",
      to: `const run = this.#run([...first, ...queries, ...last], mayRepeat);
    run.catch(() => {});
    const nothing = { rows: [], affected: 0, insertId: undefined };
    const results = commits ? [...first, ...queries].map(() => nothing) : await run;`,
    }],
    episode: commitNeverArrives.name,
    harms: ["lost"],
  },
  {
    without: "the pull where there is a gap",
    patches: [{
      file: "lib/ws/live_room.ts",
      from: "if (change.from > this.#head) return this.#gap.keep(change);",
      to: "",
    }],
    episode: bothWriteUnheard.name,
    harms: ["stale"],
  },
  {
    without: "the lock on the room's row",
    patches: [{
      file: "lib/store/mysql/open_mysql.ts",
      from: "forUpdate: sql`for update`",
      to: "forUpdate: sql``",
    }],
    episode: twoEditsAtOnce.name,
    harms: ["stale", "reordered"],
  },
  {
    without: "the head together with the rows",
    patches: [{
      file: "lib/store/vouched_rows.ts",
      from: `  if (head === undefined || head === null) {
    head = await headOf(engine, room);
    rows = await asked.execute();
  }
`,
      to: "  head = await headOf(engine, room);\n",
    }],
    episode: slowHead.name,
    harms: ["stale"],
  },
  {
    without: "the ledger of actions",
    patches: [{
      file: "lib/store/commit.ts",
      from: 'if (actions.length > 0) await tx.insertInto("actions").values(actions).execute();',
      to: "",
    }],
    episode: olderAttempt.name,
    harms: ["undone"],
  },
  {
    without: "joining before looking",
    patches: [{
      file: "lib/ws/greeting.ts",
      from: `    await welcome(peer, shared);
    peer.enter();
    for (const [id, since] of cursors) await bringUp(peer, id, since);
`,
      to: `    for (const [id, since] of cursors) await bringUp(peer, id, since);
    for (const room of rooms) peer.leave(room);
    await welcome(peer, shared);
    for (const room of rooms) peer.join(room);
    peer.enter();
`,
    }],
    episode: slowGreeting.name,
    harms: ["stale"],
  },
  {
    without: "a look at acl_rev under the lock",
    patches: [{
      file: "lib/store/commit_plan.ts",
      from: "const refused = room.acl_rev === aclRev\n",
      to: "const refused = room.acl_rev >= 0 || aclRev\n",
    }],
    episode: memberLeaves.name,
    harms: ["phantom"],
  },
  {
    without: "ROLLBACK after a lock time-out",
    patches: [{
      file: "lib/store/pooled_driver.ts",
      from: "      throw this.#failing(error);\n    }\n  }\n",
      to: `      if (this.#transaction === "begun" && this.#connection.state === "open") {
        return queries.map(() => ({ rows: [], affected: 0, insertId: undefined }));
      }
      throw this.#failing(error);
    }
  }
`,
    }],
    episode: lockTimeout.name,
    harms: ["lost"],
  },
  {
    without: "the store's id where instances look",
    patches: [{
      file: "lib/store/identity.ts",
      from: "if (rows.some(({ store }) => store !== this.#id)) throw new Moved();",
      to: "void rows;",
    }, {
      file: "lib/store/identity.ts",
      from: "if (await readStoreId(db) !== this.#id) throw new Moved();",
      to: "await readStoreId(db);",
    }, {
      file: "lib/ws/poll.ts",
      from: "if (await store.presentId() !== store.id) return this.#depart();",
      to: "await store.presentId();",
    }],
    episode: renamedBehindBacks.name,
    harms: ["stale", "phantom"],
  },
  {
    without: "the store's id where pages look",
    patches: [{
      file: "lib/client/room_feed.ts",
      from: "const moved = welcome.store !== this.#store;",
      to: "const moved = false;",
    }],
    episode: renamedBehindBacks.name,
    harms: ["stale", "phantom"],
  },
];
