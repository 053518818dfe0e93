import type { MessageStore, PeopleStore, RoomStore, Store } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { readStoreId } from "./identity.ts";
import { KyselyMessages } from "./kysely_messages.ts";
import { KyselyPeople } from "./kysely_people.ts";
import { KyselyRooms } from "./kysely_rooms.ts";
import { NoTable } from "./sql_connection.ts";
import { StoreRefused } from "./store_refused.ts";

/** The store over an engine whose schema is ready. */
export class KyselyStore implements Store {
  readonly id: string;
  readonly busKey: Uint8Array<ArrayBuffer>;
  readonly people: PeopleStore;
  readonly rooms: RoomStore;
  readonly messages: MessageStore;
  readonly #engine: Engine;

  private constructor(engine: Engine, meta: { id: string; busKey: Uint8Array<ArrayBuffer> }) {
    this.#engine = engine;
    this.id = meta.id;
    this.busKey = meta.busKey;
    this.people = new KyselyPeople(engine);
    this.rooms = new KyselyRooms(engine);
    this.messages = new KyselyMessages(engine);
  }

  /**
   * Reads what names and signs for this database.
   * @throws {StoreRefused} if it has neither
   */
  static async load(engine: Engine): Promise<KyselyStore> {
    const rows = await engine.db.selectFrom("meta").select(["name", "value"]).execute();
    const meta = new Map(rows.map(({ name, value }) => [name, value]));
    const [id, key] = [meta.get("store"), meta.get("bus_key")];
    if (id === undefined || key === undefined) {
      throw new StoreRefused(
        `Cannot use ${engine.title}: its meta has no store or bus_key: run deno task db:restored`,
      );
    }
    engine.identity.settle(id);
    return new KyselyStore(engine, { id, busKey: Uint8Array.fromHex(key) });
  }

  async presentId(): Promise<string | undefined> {
    try {
      return await readStoreId(this.#engine.db);
    } catch (error) {
      if (error instanceof NoTable) return undefined;
      throw error;
    }
  }

  async ping(): Promise<void> {
    await this.#engine.identity.verify(this.#engine.db);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
