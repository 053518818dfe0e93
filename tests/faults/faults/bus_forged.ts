import { roomChannel } from "@/lib/bus/channels.ts";
import { BusIntruder } from "@/tests/support/bus_intruder.ts";
import { type Fault, pass, type Stage } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { storeOf } from "./store_of.ts";

/** Few enough that an instance goes on listening: a flood is another fault. */
const FORGED = 40;

/** Somebody on the network says things on the bus that no instance has said. */
export const busForged: Fault<MysqlSite> = {
  name: "forged bus messages",
  takes: ["redis"],
  async inject(stage) {
    await using intruder = await BusIntruder.reach(stage.site.redis);
    for (let n = 0; n < FORGED; n++) {
      const room = stage.rng.pick([...stage.crowd.rooms.values()])!.id;
      await intruder.say(roomChannel(await storeOf(stage), room), forgery(stage, room));
      await pass(stage.rng.between(5, 40));
    }
  },
};

function forgery({ rng }: Stage, room: number): string | Uint8Array {
  const rev = rng.pick([0, 1, 10 ** 9, Number.MAX_SAFE_INTEGER])!;
  const mac = "A".repeat(43);
  const boot = rng.between(0, 2 ** 31).toString(16).padStart(16, "0");
  return rng.pick<string | Uint8Array>([
    `${mac}1.${boot}.1.${JSON.stringify({ room, rev })}`,
    JSON.stringify({ room, rev }),
    JSON.stringify({ t: "events", room, from: 0, to: rev, messages: [{ body: "forjada" }] }),
    "",
    new Uint8Array(rng.between(1, 5_000)).fill(255),
  ])!;
}
