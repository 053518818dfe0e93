import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Room } from "@/lib/chat/model.ts";
import { HOST } from "../support/file_room.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { afternoonZone, momentOf } from "./clock.ts";
import { type Name, NAMES } from "./talk.ts";
import { Telling } from "./telling.ts";
import { furnish, talkIn, troubleFor } from "./furnish.ts";

/** The password of those who have one. */
export const PASSWORD = "cavalo correto bateria";

/** When the first of them came. */
const OPENED = "-08:00";

/** A chat in the middle of its second day. */
export class World implements AsyncDisposable {
  readonly site: AloneSite;
  /** Whoever lives in it, by name. */
  readonly people: ReadonlyMap<Name, Person>;
  readonly rooms: ReadonlyMap<string, Room>;
  /** Where it is three in the afternoon. */
  readonly zone: string;
  readonly #telling: Telling;

  private constructor(site: AloneSite, telling: Telling, zone: string) {
    this.site = site;
    this.people = telling.people;
    this.rooms = telling.rooms;
    this.zone = zone;
    this.#telling = telling;
  }

  /** Everybody comes, talks for two days, and goes on living. */
  static async open(): Promise<World> {
    const zone = afternoonZone();
    await using stack = new AsyncDisposableStack();
    const site = stack.use(await AloneSite.open({ RATE_LIMITS: "off", TZ: zone }));
    const people = new Map<Name, Person>();
    for (const name of NAMES) people.set(name, await Person.named(name, site.url));
    const telling = new Telling(people);
    await becomeHost(telling.person("Elisa"), site.instance.log);
    await furnish(telling);
    await talkIn(telling);
    await troubleFor(telling);
    await agree(site, telling);
    await telling.markRead();
    stack.move();
    return new World(site, telling, zone);
  }

  /** The address by which people of the LAN come. */
  get url(): string {
    return `http://${HOST}:${this.site.instance.port}`;
  }

  person(name: Name): Person {
    return this.#telling.person(name);
  }

  room(name: string): Room {
    return this.#telling.room(name);
  }

  /** The place of the message that is meant by this word. */
  seq(key: string): number {
    return this.#telling.placeOf(key).seq;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.site[Symbol.asyncDispose]();
  }
}

async function becomeHost(person: Person, log: readonly string[]): Promise<void> {
  const path = /\/anfitriao\/[\w-]+/.exec(log.join("\n"))?.[0] ?? "";
  const answer = await person.ask(path, {
    method: "POST",
    headers: { origin: person.url, "content-type": "application/x-www-form-urlencoded" },
    body: String(new URLSearchParams({ password: PASSWORD })),
  });
  if (answer.status !== 303) throw new Error(`Nobody becomes host: ${answer.status}`);
}

/**
 * Sets the times at which everything was said. The instance holds its file for itself, so it stops
 * for that.
 */
async function agree({ instance, dataDir }: AloneSite, telling: Telling): Promise<void> {
  await instance.stop();
  {
    using database = new DatabaseSync(join(dataDir, "conexao.db"));
    const hours = new Map(telling.times().map(({ room, seq, at }) => [`${room} ${seq}`, at]));
    const all = database.prepare("SELECT room_id, seq FROM messages ORDER BY room_id, seq").all();
    const set = database.prepare(
      "UPDATE messages SET created_at = ? WHERE room_id = ? AND seq = ?",
    );
    let hour = OPENED;
    let last: unknown;
    for (const { room_id: room = 0, seq = 0 } of all) {
      // What the server itself told stands beside what was said last.
      hour = hours.get(`${room} ${seq}`) ?? (room === last ? hour : OPENED);
      last = room;
      set.run(momentOf(hour), room, seq);
    }
  }
  await instance.start();
}
