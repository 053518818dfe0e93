import { createConnection } from "mysql2/promise";
import { DatabaseSync } from "node:sqlite";
import type { User } from "@/lib/chat/model.ts";
import { parseName } from "@/lib/chat/name.ts";
import { type OpenOptions, openStore, type StoreConfig } from "@/lib/store/mod.ts";
import type {
  Committed,
  Deletion,
  Edit,
  Line,
  NewSession,
  Outcome,
  Pin,
  Post,
  Reaction,
  Store,
} from "@/lib/chat/store.ts";

/** A store with nothing in it but the room `geral`, and people who do things in it. */
export class World implements AsyncDisposable {
  store: Store;
  readonly #config: StoreConfig;
  readonly #more: () => Promise<Store>;
  readonly #others: Store[] = [];

  constructor(store: Store, config: StoreConfig, more: () => Promise<Store>) {
    this.store = store;
    this.#config = config;
    this.#more = more;
  }

  get kind(): StoreConfig["kind"] {
    return this.#config.kind;
  }

  /** A second instance on the same database. */
  async instance(): Promise<Store> {
    const store = await this.#more();
    this.#others.push(store);
    return store;
  }

  /** Runs a statement while no store has the database open, as no store would; opens it again. */
  async rewrite(sql: string): Promise<void> {
    await this.store.close();
    await execute(this.#config, sql);
    this.store = await this.#more();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const store of [this.store, ...this.#others]) await store.close();
  }
}

/** The world at the end of a configuration. */
export async function worldAt(config: StoreConfig, options: OpenOptions): Promise<World> {
  const open = () => openStore(config, options);
  return new World(await open(), config, open);
}

async function execute(config: StoreConfig, sql: string): Promise<void> {
  if (config.kind === "sqlite") {
    using database = new DatabaseSync(config.path);
    return database.exec(sql);
  }
  const { host, port, user, password, database } = config;
  const connection = await createConnection({ host, port, user, password, database });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** A session's hash that nobody else has. */
export function newHash(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** A session of an hour that is about to be. */
export function newSession(tokenHash = newHash()): NewSession & { tokenHash: typeof tokenHash } {
  return { tokenHash, ttlSeconds: 3_600, device: "Firefox", address: "192.168.0.7" };
}

/** Signs a person up under a session of an hour, in `geral`. */
export function signUp(store: Store, name: string, tokenHash = newHash()): Promise<User> {
  const options = { join: "geral", role: "member" as const };
  return store.people.signUp(parseName(name), newSession(tokenHash), options);
}

/** The id of `geral`. */
export async function geralOf(store: Store): Promise<number> {
  return (await store.rooms.find(0, { slug: "geral" }))!.id;
}

/** A change that nobody has asked for yet; rights as they are now, unless told. */
export async function draft(
  store: Store,
  change: Pick<Post, "author" | "room" | "body"> & Partial<Post>,
): Promise<Post> {
  const aclRev = await aclRevOf(store, change.room);
  return { kind: "post", id: newId(), replyTo: undefined, aclRev, ...change };
}

/** A new text for the message `seq`. */
export async function edit(
  store: Store,
  change: Pick<Edit, "author" | "room" | "seq" | "body"> & Partial<Edit>,
): Promise<Edit> {
  const aclRev = await aclRevOf(store, change.room);
  return { kind: "edit", id: newId(), aclRev, ...change };
}

/** The end of the message `seq`. */
export async function deletion(
  store: Store,
  change: Pick<Deletion, "author" | "room" | "seq"> & Partial<Deletion>,
): Promise<Deletion> {
  const aclRev = await aclRevOf(store, change.room);
  return { kind: "delete", id: newId(), aclRev, ...change };
}

/** A thumb for the message `seq`, unless another emoji is told, or off it. */
export async function reaction(
  store: Store,
  change: Pick<Reaction, "author" | "room" | "seq"> & Partial<Reaction>,
): Promise<Reaction> {
  const aclRev = await aclRevOf(store, change.room);
  return { kind: "react", id: newId(), emoji: "👍", on: true, aclRev, ...change };
}

/** The message `seq` kept in view of the room, or no more. */
export async function pin(
  store: Store,
  change: Pick<Pin, "author" | "room" | "seq"> & Partial<Pin>,
): Promise<Pin> {
  const aclRev = await aclRevOf(store, change.room);
  return { kind: "pin", id: newId(), on: true, aclRev, ...change };
}

/** Something that happened in the room. */
export async function line(
  store: Store,
  change: Pick<Line, "author" | "room" | "body"> & Partial<Line>,
): Promise<Line> {
  const aclRev = await aclRevOf(store, change.room);
  return { kind: "line", id: newId(), aclRev, ...change };
}

async function aclRevOf(store: Store, room: number): Promise<number> {
  return (await store.rooms.heads([room])).get(room)?.aclRev ?? 0;
}

/** A client id. */
export function newId(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}

/** Posts texts, one batch each, and gives back their `seq`. */
export async function say(
  store: Store,
  { author, room }: { author: User; room: number },
  ...bodies: string[]
): Promise<number[]> {
  const seqs: number[] = [];
  for (const body of bodies) {
    const { outcomes } = await store.messages.commit([await draft(store, { author, room, body })]);
    seqs.push(placed(outcomes[0]).seq);
  }
  return seqs;
}

/** An outcome that is no refusal. */
export function placed(outcome: Outcome | undefined): Exclude<Outcome, { kind: "refused" }> {
  if (outcome === undefined || outcome.kind === "refused") {
    throw new Error(`Not stored: ${JSON.stringify(outcome)}`);
  }
  return outcome;
}

/** The bodies that a commit says it has added, room by room. */
export function bodiesOf({ changes }: Committed): string[] {
  return changes.flatMap(({ messages }) => messages.map(({ body }) => body));
}
