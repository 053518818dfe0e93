import { type Fault, pass } from "../episode.ts";
import { burst } from "../workload/burst.ts";

const CHANGES = 1_500;

/** Somebody's machine sleeps over 1,500 changes, edits and deletions among them. */
export const asleep: Fault = {
  name: `client asleep over ${CHANGES.toLocaleString("en")} changes`,
  takes: ["Davi"],
  async inject({ tabs, crowd, book, rng }) {
    const own = tabs.filter(({ device }) => device.label === "Davi");
    for (const tab of own) tab.sleep();
    const room = crowd.rooms.get("geral")!.id;
    await burst({ device: crowd.device("Bruno"), room, book, rng, changes: CHANGES });
    for (const tab of own) tab.wake();
    await pass(200);
  },
};
