import type { ServerSettings } from "@/lib/chat/store.ts";
import type { Engine } from "./engine.ts";
import { storeId } from "./identity.ts";
import type { SettingsTable } from "./tables.ts";

const GIB = 2 ** 30;

/** A server that nobody has set anything on: everybody may come in. */
const DEFAULTS: ServerSettings = {
  joinCode: undefined,
  knock: false,
  joinShowsPeople: false,
  newcomers: "member",
  guestsDirect: true,
  fileSize: 2 * GIB,
  filesPerPerson: 10 * GIB,
  filesTotal: 0,
  diskFree: GIB,
};
/** A database that is shared, or paid for, is not to be filled by what nobody has limited. */
const SHARED_TOTAL = 20 * GIB;

/** The settings as they were written down; what is not, or makes no sense, is as at first. */
export async function readSettings({ kind, db, identity }: Engine): Promise<ServerSettings> {
  const rows = await db.selectFrom("settings").select(["name", "value", storeId.as("store")])
    .execute();
  identity.check(rows);
  const written = new Map(rows.map(({ name, value }) => [name, value]));
  const newcomers = written.get("newcomers");
  return {
    joinCode: written.get("join_code"),
    knock: onOf(written.get("knock"), DEFAULTS.knock),
    joinShowsPeople: onOf(written.get("join_shows_people"), DEFAULTS.joinShowsPeople),
    newcomers: newcomers === "member" || newcomers === "guest" ? newcomers : DEFAULTS.newcomers,
    guestsDirect: onOf(written.get("guests_direct"), DEFAULTS.guestsDirect),
    fileSize: bytesOf(written.get("file_size"), DEFAULTS.fileSize),
    filesPerPerson: bytesOf(written.get("files_per_person"), DEFAULTS.filesPerPerson),
    filesTotal: bytesOf(
      written.get("files_total"),
      kind === "mysql" ? SHARED_TOTAL : DEFAULTS.filesTotal,
    ),
    diskFree: bytesOf(written.get("disk_free"), DEFAULTS.diskFree),
  };
}

/** Writes down some of the settings. */
export async function writeSettings(
  { db, identity }: Engine,
  changes: Partial<ServerSettings>,
): Promise<void> {
  const rows = rowsOf(changes);
  const codeless = "joinCode" in changes && changes.joinCode === undefined;
  if (rows.length === 0 && !codeless) return;
  await db.transaction().execute(async (tx) => {
    await identity.verify(tx);
    if (codeless) await tx.deleteFrom("settings").where("name", "=", "join_code").execute();
    if (rows.length > 0) await tx.replaceInto("settings").values(rows).execute();
  });
}

function rowsOf(changes: Partial<ServerSettings>): SettingsTable[] {
  const { joinCode, knock, joinShowsPeople, newcomers, guestsDirect } = changes;
  const { fileSize, filesPerPerson, filesTotal, diskFree } = changes;
  const values: Record<SettingsTable["name"], string | undefined> = {
    disk_free: diskFree?.toString(),
    file_size: fileSize?.toString(),
    files_per_person: filesPerPerson?.toString(),
    files_total: filesTotal?.toString(),
    guests_direct: wordOf(guestsDirect),
    join_code: joinCode,
    join_shows_people: wordOf(joinShowsPeople),
    knock: wordOf(knock),
    newcomers,
  };
  return (Object.keys(values) as SettingsTable["name"][]).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

function onOf(word: string | undefined, otherwise: boolean): boolean {
  return word === "on" || (word !== "off" && otherwise);
}

function bytesOf(word: string | undefined, otherwise: number): number {
  return word !== undefined && /^\d{1,16}$/.test(word) ? Number(word) : otherwise;
}

function wordOf(on: boolean | undefined): "on" | "off" | undefined {
  if (on === undefined) return undefined;
  return on ? "on" : "off";
}
