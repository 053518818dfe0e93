import { roomChannel } from "@/lib/bus/channels.ts";
import { BusIntruder } from "@/tests/support/bus_intruder.ts";
import { type Fault, pass } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { storeOf } from "./store_of.ts";

const REPLAYED = 60;

/** Somebody records what instances say, and says it again: later, out of order, elsewhere. */
export const busReplayed: Fault<MysqlSite> = {
  name: "replayed bus messages",
  takes: ["redis"],
  async inject(stage) {
    const { rng, crowd } = stage;
    const store = await storeOf(stage);
    const channels = [...crowd.rooms.values()].map(({ id }) => roomChannel(store, id));
    await using intruder = await BusIntruder.reach(stage.site.redis);
    for (const channel of channels) await intruder.listen(channel);
    await pass(500);
    const recorded = [...intruder.heard];
    for (let n = 0; n < REPLAYED; n++) {
      const { channel, message } = rng.pick(recorded) ?? { channel: channels[0]!, message: "" };
      await intruder.say(rng.chance(0.5) ? channel : rng.pick(channels)!, message);
      await pass(rng.between(5, 30));
    }
  },
};
