import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Person } from "./person.ts";
import type { AloneSite } from "./sites.ts";

const DAY = 86_400_000;
const AT_ONCE = 200;

/** Posts "linha 1." to "linha <count>.", or with another word, in this order. */
export async function fillRoom(
  person: Person,
  room: number,
  count: number,
  word = "linha",
): Promise<void> {
  await using line = await person.connect();
  for (let done = 0; done < count; done += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, n) => done + n + 1);
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
