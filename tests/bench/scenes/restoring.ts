import { backup } from "../../support/backup.ts";
import { eventually } from "../../support/eventually.ts";
import { newId } from "../../support/new_id.ts";
import { Person } from "../../support/person.ts";
import { RoomPage } from "../../support/room_page.ts";
import type { SharedSite } from "../../support/sites.ts";

/**
 * Milliseconds from the moment at which a backup is restored, under a new name, until the last of so
 * many pages shows what is in it: once for each time, with pages that were just opened.
 */
export async function restoring(
  { mysql, a, b }: SharedSite,
  { pages: size, times }: { pages: number; times: number },
): Promise<number[]> {
  const people: Person[] = [];
  for (let n = 0; n < size; n++) {
    people.push(await Person.named(`Clara ${newId().slice(0, 8)}`, n % 2 ? a.url : b.url));
  }
  await people[0]!.post((await people[0]!.room()).id, "antes");
  await using taken = await backup(mysql.config("conexao"));
  const delays: number[] = [];
  for (let n = 0; n < times; n++) {
    using stack = new DisposableStack();
    const pages: RoomPage[] = [];
    for (const person of people) pages.push(stack.use(await RoomPage.open(person)));
    const shown = (text: string) =>
      eventually(() => pages.every(({ texts }) => texts.at(-1) === text), { withinMs: 30_000 });
    pages[0]!.feed.post(`perdido ${n}`);
    await shown(`perdido ${n}`);
    const moment = await taken.restore({ renewed: true });
    await shown("antes");
    delays.push(performance.now() - moment);
  }
  return delays;
}
