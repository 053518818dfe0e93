import { type Kysely, sql } from "kysely";
import type { FileUsage } from "@/lib/chat/store.ts";
import { storeId } from "./identity.ts";
import type { Tables } from "./tables.ts";

/**
 * What is kept, in bytes. Content counts once for a person, however many of their files have it, and
 * once for all; what is on its way counts as if it were here; and bytes that are nobody's any more
 * count for the server until they are removed.
 */
export async function fileUsage(
  db: Kysely<Tables>,
  user: number,
): Promise<FileUsage & { store: string | null }> {
  const { rows } = await sql<FileUsage & { store: string | null }>`select
    (${whole(sql`id in (select blob_id from files where user_id = ${user})`)}) +
      (${coming(sql`user_id = ${user}`)}) as person,
    (${whole(sql`1 = 1`)}) + (${coming(sql`1 = 1`)}) as server,
    (${AWAITED}) as awaited,
    ${storeId} as store`.execute(db);
  return rows[0]!;
}

// A sum is a DECIMAL to MySQL, and that a text to its driver.
const SUM = sql`select cast(coalesce(sum(size), 0) as signed)`;
const AWAITED =
  sql`select cast(coalesce(sum(size - received), 0) as signed) from files where blob_id is null`;

function whole(which: ReturnType<typeof sql>) {
  return sql`${SUM} from blobs where ${which}`;
}

function coming(which: ReturnType<typeof sql>) {
  return sql`${SUM} from files where blob_id is null and ${which}`;
}
