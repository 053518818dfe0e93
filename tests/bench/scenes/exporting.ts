import { Chat } from "@/lib/chat/chat.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { ExportFormat } from "@/lib/export/export_format.ts";
import { Rooms } from "@/lib/chat/rooms.ts";
import { openStore } from "@/lib/store/mod.ts";
import { enrol } from "../../support/enrol.ts";
import { eventually } from "../../support/eventually.ts";
import { newId } from "../../support/new_id.ts";
import { Person } from "../../support/person.ts";
import { AloneSite } from "../../support/sites.ts";
import { residentMib } from "../../support/resident_memory.ts";

/** What an export cost: bytes of the file, milliseconds, and bytes that the process grew by at most. */
export interface ExportCost {
  format: ExportFormat;
  size: number;
  ms: number;
  growth: number;
}

const BATCH = 200;
const SAID =
  "A **calha** do bloco B está com a queda invertida, veja http://192.168.0.7:3000/fotos e `nota`";

/** Exports a room of so many messages from one instance on SQLite, in each format. */
export async function exporting(messages: number): Promise<ExportCost[]> {
  const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
  const { cookie, room } = await fill(dataDir, messages);
  await using site = await AloneSite.open({ DATA_DIR: dataDir, RATE_LIMITS: "off" });
  const person = new Person(site.url);
  person.cookie = cookie;
  // The index fills itself after the start, which would be counted too.
  await eventually(async () => {
    const { text } = await person.ask(`/api/v1/search?q=numero${messages - 1}`);
    return JSON.parse(text).hits?.length > 0;
  }, { withinMs: 1_200_000, everyMs: 500 });
  const costs: ExportCost[] = [];
  for (const format of ["txt", "jsonl", "html"] as const) {
    const path = `${site.url}/api/v1/rooms/${room}/export?format=${format}`;
    costs.push({ format, ...await costOf(path, { cookie, pid: site.instance.pid }) });
  }
  await Deno.remove(dataDir, { recursive: true });
  return costs;
}

async function fill(dataDir: string, messages: number) {
  const path = `${dataDir}/conexao.db`;
  const store = await openStore({ kind: "sqlite", path }, { log: silentLog });
  const parts = { store, clock: systemClock, log: silentLog, rateLimits: false };
  const { user, main: cookie } = await enrol(store, "Ana", "member");
  const chat = new Chat(parts);
  const rooms = new Rooms({ ...parts, chat });
  const { id: room } = await rooms.create(user, { name: "Obra", kind: "private" });
  const { aclRev } = await chat.access(user.id, room);
  for (let n = 0; n < messages; n += BATCH) {
    await store.messages.commit(
      Array.from({ length: Math.min(BATCH, messages - n) }, (_, index) => ({
        kind: "post" as const,
        ...{ replyTo: undefined, aclRev },
        room,
        author: user,
        id: newId(),
        body: `${SAID} número${n + index}`,
      })),
    );
  }
  await store.close();
  return { cookie, room };
}

async function costOf(
  address: string,
  { cookie, pid }: { cookie: string; pid: number },
): Promise<Omit<ExportCost, "format">> {
  const held = async () => await residentMib(pid) * 2 ** 20;
  const before = await held();
  let [size, most] = [0, before];
  const begun = performance.now();
  const { status, body } = await fetch(address, { headers: { cookie } });
  if (status !== 200 || body === null) throw new Error(`No export: ${status}`);
  for await (const piece of body) {
    size += piece.length;
    most = Math.max(most, await held());
  }
  return { size, ms: performance.now() - begun, growth: most - before };
}
