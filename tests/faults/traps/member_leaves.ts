import type { Episode } from "../episode.ts";
import { Scribe } from "../client/scribe.ts";
import type { MysqlSite } from "../site/mysql_site.ts";

/** Davi leaves cozinha by way of one instance, and writes into it by way of the other, at once. */
export const memberLeaves: Episode<MysqlSite> = {
  name: "a member leaves and goes on writing",
  async play({ site, crowd, book, rng, open }) {
    const room = crowd.rooms.get("cozinha")!.id;
    crowd.seat("Davi", site.a);
    crowd.seat("Ana", site.a);
    await open(crowd.tab("Ana", "cozinha", book, rng));
    const { person } = crowd.device("Davi");
    using davi = await Scribe.open(crowd.device("Davi"), book);
    const say = () => davi.write(room, { kind: "post", body: book.textBy("Davi") });
    await say();
    const { status } = await person.at(site.b.instance.url)
      .ask(`/api/v1/rooms/${room}/members/me`, { method: "DELETE" });
    if (status !== 204) throw new Error(`Davi cannot leave: ${status}`);
    const from = book.now();
    await say();
    book.partings.push({ user: person.user.id, room, from, to: book.now() });
    await crowd.device("Ana").person.ask(`/api/v1/rooms/${room}/members`, {
      ...{ method: "POST", body: { user: person.user.id } },
    });
  },
};
