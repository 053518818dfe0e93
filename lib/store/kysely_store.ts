import type {
  ByteStore,
  FileStore,
  IndexStore,
  MessageStore,
  ModerationStore,
  OwnStore,
  PeopleStore,
  RoomStore,
  SearchStore,
  ServerStore,
  Store,
} from "@/lib/chat/store.ts";
import { ChunkBytes } from "./chunk_bytes.ts";
import type { Engine } from "./engine.ts";
import { readStoreId } from "./identity.ts";
import { KyselyFiles } from "./kysely_files.ts";
import { KyselyIndex } from "./kysely_index.ts";
import { KyselyMessages } from "./kysely_messages.ts";
import { KyselyModeration } from "./kysely_moderation.ts";
import { KyselyOwn } from "./kysely_own.ts";
import { KyselyPeople } from "./kysely_people.ts";
import { KyselyRooms } from "./kysely_rooms.ts";
import { KyselySearch } from "./kysely_search.ts";
import { KyselyServer } from "./kysely_server.ts";
import { NoTable } from "./sql_connection.ts";
import { StoreRefused } from "./store_refused.ts";

/** The store over an engine whose schema is ready. */
export class KyselyStore implements Store {
  readonly id: string;
  readonly busKey: Uint8Array<ArrayBuffer>;
  readonly isNew: boolean;
  readonly people: PeopleStore;
  readonly rooms: RoomStore;
  readonly messages: MessageStore;
  readonly moderation: ModerationStore;
  readonly own: OwnStore;
  readonly files: FileStore;
  readonly chunks: ByteStore | undefined;
  readonly index: IndexStore;
  readonly search: SearchStore;
  readonly server: ServerStore;
  readonly #engine: Engine;

  private constructor(
    engine: Engine,
    { id, busKey, isNew }: Pick<Store, "id" | "busKey" | "isNew">,
  ) {
    this.#engine = engine;
    this.id = id;
    this.busKey = busKey;
    this.isNew = isNew;
    this.people = new KyselyPeople(engine);
    this.rooms = new KyselyRooms(engine);
    this.messages = new KyselyMessages(engine);
    this.moderation = new KyselyModeration(engine);
    this.own = new KyselyOwn(engine);
    this.files = new KyselyFiles(engine);
    this.chunks = engine.chunks && new ChunkBytes(engine, engine.chunks);
    this.index = new KyselyIndex(engine);
    this.search = new KyselySearch(engine);
    this.server = new KyselyServer(engine);
  }

  /**
   * Reads what names and signs for this database. @param isNew it was empty until now
   * @throws {StoreRefused} if it has neither
   */
  static async load(engine: Engine, isNew: boolean): Promise<KyselyStore> {
    const rows = await engine.db.selectFrom("meta").select(["name", "value"]).execute();
    const meta = new Map(rows.map(({ name, value }) => [name, value]));
    const [id, key] = [meta.get("store"), meta.get("bus_key")];
    if (id === undefined || key === undefined) {
      throw new StoreRefused(
        `Cannot use ${engine.title}: its meta has no store or bus_key: run deno task db:restored`,
      );
    }
    engine.identity.settle(id);
    return new KyselyStore(engine, { id, busKey: Uint8Array.fromHex(key), isNew });
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
