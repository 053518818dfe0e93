import { roomChannel } from "@/lib/bus/channels.ts";
import { BusIntruder } from "@/tests/support/bus_intruder.ts";
import type { Fault } from "../episode.ts";
import type { MysqlSite } from "../site/mysql_site.ts";
import { storeOf } from "./store_of.ts";

const MESSAGES = 3_000;
const AT_ONCE = 100;

/**
 * Somebody says more on the bus than anybody can hear. The instances turn a deaf ear to it for a
 * minute, so they are stopped and started one after the other, to be there for what comes next.
 */
export const busFlooded: Fault<MysqlSite> = {
  name: "flooded bus, rolling restart",
  takes: ["redis", "instances"],
  async inject(stage) {
    const store = await storeOf(stage);
    const { id } = stage.crowd.rooms.get("geral")!;
    await using intruder = await BusIntruder.reach(stage.site.redis);
    for (let n = 0; n < MESSAGES; n += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, m) => intruder.say(roomChannel(store, id), `${n + m}`)),
      );
    }
    for (const { instance } of stage.site.mortal) {
      await instance.stop();
      await instance.start();
    }
  },
};
