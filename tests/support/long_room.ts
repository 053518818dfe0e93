import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Person } from "./person.ts";
import type { AloneSite } from "./sites.ts";

const DAY = 86_400_000;
const AT_ONCE = 200;

/** Posts "linha 1." to "linha <to>.", or another part of these with another word, in this order. */
export async function fillRoom(
  person: Person,
  room: number,
  to: number,
  { from = 1, word = "linha" } = {},
): Promise<void> {
  await using line = await person.connect();
  for (let first = from; first <= to; first += AT_ONCE) {
    const length = Math.min(AT_ONCE, to - first + 1);
    const numbers = Array.from({ length }, (_, n) => first + n);
    await Promise.all(numbers.map((n) => line.post(room, `${word} ${n}.`)));
  }
}

/**
 * Makes a room's messages old: they were written at `perDay` a day, the last of them today. The
 * instance holds its file for itself, so it stops for that.
 */
export async function ageRoom(site: AloneSite, room: number, perDay: number): Promise<void> {
  await site.instance.stop();
  {
    using database = new DatabaseSync(join(site.dataDir, "conexao.db"));
    database.prepare(
      `UPDATE messages SET created_at = created_at -
         ? * CAST(((SELECT MAX(n) FROM messages WHERE room_id = ?) - n) / ? AS INTEGER)
       WHERE room_id = ?`,
    ).run(DAY, room, perDay, room);
  }
  await site.instance.start();
}
