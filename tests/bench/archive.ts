import { createConnection } from "mysql2/promise";
import { DatabaseSync } from "node:sqlite";
import type { StoreConfig } from "@/lib/store/mod.ts";
import { numbers, pick, sharesOf, Vocabulary } from "./vocabulary.ts";

/** How much is in an archive. */
export interface ArchiveSize {
  messages: number;
  rooms: number;
  people: number;
}

/** What was put into a database: the ids begin at 1. */
export interface Archive extends ArchiveSize {
  vocabulary: Vocabulary;
  /** The `rev` of each room, by its id. */
  revs: readonly number[];
}

type Table = keyof typeof COLUMNS;
type Row = readonly (string | number | null)[];

const WORDS = 60_000;
const TOGETHER = 1_000;
/** The first message, and the time between two. */
const START = Date.parse("2025-11-01T08:00:00.000Z");
const PACE_MS = 30_000;
const COLUMNS = {
  rooms: "id, slug, name, topic, kind, rev, posts, acl_rev, created_by, created_at",
  users: "id, name, name_key, role, rev, created_at, seen_at",
  memberships: "room_id, user_id, role, read_seq, read_n, notify, joined_at",
  messages: "room_id, seq, n, rev, author_id, client_id, kind, body, created_at",
};

/**
 * Fills an empty database that has its schema as years of talk would, but in minutes: rows of which
 * most rooms have few and few have most. Person 1 is in every room, each other one in ten of them.
 */
export async function fillArchive(config: StoreConfig, size: ArchiveSize): Promise<Archive> {
  const random = numbers(size.messages);
  const vocabulary = new Vocabulary(WORDS, random);
  await using filler = await openFiller(config);
  const shares = sharesOf(size.rooms);
  const revs = new Array<number>(size.rooms + 1).fill(0);
  for (let first = 0; first < size.messages; first += TOGETHER) {
    const rows = Array.from({ length: Math.min(TOGETHER, size.messages - first) }, (_, n): Row => {
      const room = pick(shares, random()) + 1;
      const seq = ++revs[room]!;
      const author = 1 + Math.floor(random() * size.people);
      const id = `${(first + n).toString(16).padStart(8, "0")}${"0".repeat(24)}`;
      const body = vocabulary.sentence(3 + Math.floor(random() * 14));
      return [room, seq, seq, seq, author, id, "text", body, START + (first + n) * PACE_MS];
    });
    await filler.insert("messages", rows);
  }
  await fillPeople(filler, size, revs);
  return { ...size, vocabulary, revs };
}

async function fillPeople(
  { insert, run }: Filler,
  { rooms, people }: ArchiveSize,
  revs: readonly number[],
): Promise<void> {
  const ids = Array.from({ length: rooms }, (_, n) => n + 1);
  const everybody = Array.from({ length: people }, (_, n) => n + 1);
  await insert(
    "users",
    everybody.map((id) => [id, `Pessoa ${id}`, `pessoa ${id}`, "member", 0, START, START]),
  );
  await insert(
    "rooms",
    ids.slice(1).map((id) => {
      const rev = revs[id]!;
      return [id, `sala-${id}`, `Sala ${id}`, "", "public", rev, rev, 0, null, START];
    }),
  );
  const join = (room: number, user: number): Row => [room, user, "member", 0, 0, "all", START];
  const joins = everybody.slice(1).flatMap((user) =>
    Array.from({ length: 10 }, (_, n) => join(1 + (user * 7 + n * 17) % rooms, user))
  );
  await insert("memberships", [...ids.map((id) => join(id, 1)), ...joins]);
  // The first room is there from the start.
  await run(`update rooms set rev = ${revs[1]}, posts = ${revs[1]} where id = 1`);
}

interface Filler extends AsyncDisposable {
  insert(table: Table, rows: readonly Row[]): Promise<void>;
  run(sql: string): Promise<void>;
}

async function openFiller(config: StoreConfig): Promise<Filler> {
  if (config.kind === "sqlite") return sqliteFiller(config.path);
  const { host, port, user, password, database } = config;
  const connection = await createConnection({ host, port, user, password, database });
  return {
    async insert(table, rows) {
      for (let at = 0; at < rows.length; at += TOGETHER) {
        const statement = `insert into ${table} (${COLUMNS[table]}) values ?`;
        await connection.query(statement, [rows.slice(at, at + TOGETHER)]);
      }
    },
    async run(sql) {
      await connection.query(sql);
    },
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

function sqliteFiller(path: string): Filler {
  const database = new DatabaseSync(path);
  database.exec("pragma synchronous = off");
  return {
    insert(table, rows) {
      const marks = COLUMNS[table].split(", ").map(() => "?").join(", ");
      const statement = database.prepare(
        `insert into ${table} (${COLUMNS[table]}) values (${marks})`,
      );
      database.exec("begin");
      for (const row of rows) statement.run(...row);
      database.exec("commit");
      return Promise.resolve();
    },
    run: (sql) => Promise.resolve(database.exec(sql)),
    [Symbol.asyncDispose]: () => Promise.resolve(database.close()),
  };
}
