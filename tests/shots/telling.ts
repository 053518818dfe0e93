import type { Message, Room } from "@/lib/chat/model.ts";
import { eventually } from "../support/eventually.ts";
import { newId } from "../support/new_id.ts";
import { type Asking, type Person, read } from "../support/person.ts";
import { sendFile } from "../support/share_file.ts";
import { fileNamed } from "./files.ts";
import type { Name, Said } from "./talk.ts";

/** Where a message is. */
interface Place {
  room: number;
  seq: number;
}

/** How the world's rooms and messages come to be: people do it by the protocol. */
export class Telling {
  readonly people: ReadonlyMap<Name, Person>;
  readonly rooms = new Map<string, Room>();
  readonly #times: (Place & { at: string })[] = [];
  readonly #keys = new Map<string, Place>();
  readonly #read: Place[] = [];

  constructor(people: ReadonlyMap<Name, Person>) {
    this.people = people;
  }

  person(name: Name): Person {
    return known(this.people.get(name), name);
  }

  room(name: string): Room {
    return known(this.rooms.get(name), name);
  }

  placeOf(key: string): Place {
    return known(this.#keys.get(key), key);
  }

  /** What people said, and the hour at which they did; in the order of each room. */
  times(): readonly (Place & { at: string })[] {
    return this.#times;
  }

  /** Somebody does what must not be refused. */
  async does(name: Name, path: string, asking: Asking = {}) {
    const answer = await this.person(name).ask(`/api/v1${path}`, { method: "POST", ...asking });
    if (answer.status >= 400) throw new Error(`${name} ${path}: ${answer.text}`);
    return answer;
  }

  /** Everything that was said in a room. */
  async hear(room: Room, all: readonly Said[]): Promise<void> {
    for (const said of all) await this.#post(room, said);
  }

  /** Ana has read as far as she is to have; marks are written a moment after they are made. */
  async markRead(): Promise<void> {
    for (const { room, seq } of this.#read) {
      await this.does("Ana", `/rooms/${room}/read`, { body: { seq, back: true } });
    }
    await eventually(async () => {
      const rooms = await this.person("Ana").rooms();
      const marks = new Map(rooms.map(({ id, readSeq }) => [id, readSeq]));
      return this.#read.every(({ room, seq }) => marks.get(room) === seq);
    });
  }

  async #post({ id: room }: Room, said: Said): Promise<void> {
    const files: string[] = [];
    for (const name of said.files ?? []) {
      files.push(await sendFile(this.person(said.who), fileNamed(name)));
    }
    const answer = await this.does(said.who, `/rooms/${room}/messages`, {
      body: {
        ...{ id: newId(), body: said.text },
        ...said.answers === undefined ? {} : { replyTo: this.placeOf(said.answers).seq },
        ...files.length === 0 ? {} : { files },
      },
    });
    const { message } = read(answer);
    const place = { room, seq: message.seq };
    this.#times.push({ ...place, at: said.at });
    if (said.key !== undefined) this.#keys.set(said.key, place);
    if (said.read) this.#read.push(place);
    await this.#follow(message, said);
  }

  /** What became of a message afterwards. */
  async #follow({ room, seq }: Message, said: Said): Promise<void> {
    const path = `/rooms/${room}/messages/${seq}`;
    if (said.edited !== undefined) {
      await this.does(said.who, path, { method: "PATCH", body: { body: said.edited } });
    }
    if (said.pinned) await this.does("Elisa", path, { method: "PATCH", body: { pinned: true } });
    if (said.deleted) await this.does(said.who, path, { method: "DELETE", body: {} });
    for (const [emoji, names] of Object.entries(said.reactions ?? {})) {
      for (const name of names) {
        const frame = { t: "react", id: newId(), room, seq, emoji, on: true };
        await this.does(name, "/frames", { body: { frames: [frame] } });
      }
    }
  }
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`Nothing in this world is called ${what}`);
  return found;
}
