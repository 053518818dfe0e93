import type { Kysely } from "kysely";
import { changePerson } from "./change_person.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import { fromNow } from "./from_now.ts";
import type { Tables } from "./tables.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** What a ban is laid on, besides the account. */
interface Traces {
  /** By their hex digits. */
  devices: Map<string, Hash>;
  addresses: Set<string>;
}

/** For so long an address is another person's, too, whose session came from it, in seconds. */
const SHARED_S = 30 * 24 * 60 * 60;

/**
 * Bans a person and their devices; a ban that there is lasts as long as the new one. Their sessions
 * stay, and open nothing while they are banned: who has no password could never come back without
 * them. @param options `address`: also the addresses that nobody else came from within 30 days
 * @returns the addresses that are banned
 * @throws {NotFound} if the person is not there
 */
export async function ban(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, seconds, address }: { user: number; seconds: number; address: boolean },
): Promise<string[]> {
  const until = fromNow(engine, seconds);
  await changePerson(tx, user, { banned_until: until });
  const { devices, addresses } = await tracesOf(tx, user);
  const shared = address ? await sharedAmong(engine, tx, { user, addresses }) : addresses;
  const banned = [...addresses.difference(shared)].sort();
  await tx.deleteFrom("bans").where("user_id", "=", user).execute();
  const rows = [
    ...[...devices.values()].map((device_hash) => ({ device_hash, address: null })),
    ...banned.map((address) => ({ device_hash: null, address })),
  ];
  if (rows.length > 0) {
    await tx.insertInto("bans").values(rows.map((row) => ({ ...row, user_id: user, until })))
      .execute();
  }
  return banned;
}

/** Lets a person and their devices in again. @throws {NotFound} if they are not there */
export async function unban(tx: Kysely<Tables>, user: number): Promise<void> {
  await changePerson(tx, user, { banned_until: null });
  await tx.deleteFrom("bans").where("user_id", "=", user).execute();
}

/** Whether a device or an address is banned now. */
export async function isBanned(
  { db, now, identity }: Engine,
  { deviceHash, address }: { deviceHash: Hash | undefined; address: string },
): Promise<boolean> {
  const row = await db.selectFrom("bans").select(storeId.as("store")).where("until", ">", now)
    .where((eb) =>
      eb.or([
        eb("address", "=", address),
        ...(deviceHash === undefined ? [] : [eb("device_hash", "=", deviceHash)]),
      ])
    ).limit(1).executeTakeFirst();
  if (row === undefined) return false;
  identity.check([row]);
  return true;
}

/** Where a person's sessions came from, and what they are banned by. */
async function tracesOf(tx: Kysely<Tables>, user: number): Promise<Traces> {
  const sessions = await tx.selectFrom("sessions").select(["device_hash", "address"])
    .where("user_id", "=", user).execute();
  const bans = await tx.selectFrom("bans").select(["device_hash", "address"])
    .where("user_id", "=", user).execute();
  const traces: Traces = { devices: new Map(), addresses: new Set() };
  for (const { device_hash, address } of [...sessions, ...bans]) {
    if (address !== null) traces.addresses.add(address);
    if (device_hash === null) continue;
    const hash = new Uint8Array(device_hash);
    traces.devices.set(hash.toHex(), hash);
  }
  return traces;
}

/** Those of the addresses that somebody else's session came from of late. */
async function sharedAmong(
  engine: Engine,
  tx: Kysely<Tables>,
  { user, addresses }: { user: number; addresses: ReadonlySet<string> },
): Promise<Set<string>> {
  if (addresses.size === 0) return new Set();
  const since = fromNow(engine, -SHARED_S);
  const rows = await tx.selectFrom("sessions").select("address").distinct()
    .where("address", "in", [...addresses]).where("user_id", "<>", user)
    .where((eb) => eb.or([eb("used_at", ">", since), eb("created_at", ">", since)])).execute();
  return new Set(rows.map(({ address }) => address));
}
