import { newId } from "../../support/new_id.ts";
import { type Delay, delayOf } from "./delay.ts";
import type { Group } from "./group.ts";

/** People who talk as people do. */
export interface DayOptions {
  /** Messages, edits and reactions a second, of all together. */
  perSecond: number;
  seconds: number;
}

const BODY = "Só falta a bancada 2, o conector do cabo deles parece solto. Alguém tem o alicate?";
/** One in so many is a reaction or an edit. */
const OTHERS = 20;
const MARKS = ["👍", "🎉"];

/**
 * Everybody types before a message; one in twenty changes an earlier one, or reacts to it. From when
 * each should have been sent until it is acked.
 */
export async function spendDay(
  group: Group,
  { perSecond, seconds }: DayOptions,
): Promise<Delay> {
  const delays: number[] = [];
  const under: Promise<void>[] = [];
  const begun = performance.now();
  const deeds = Math.round(perSecond * seconds);
  group.expectAcks();
  for (let n = 0; n < deeds;) {
    const due = Math.min(deeds, Math.floor((performance.now() - begun) / 1_000 * perSecond));
    for (; n < due; n++) {
      const at = begun + n * 1_000 / perSecond;
      const who = Math.floor(Math.random() * group.senders);
      under.push(
        doSomething(group, who, n).then(() => {
          delays.push(performance.now() - at);
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(under);
  return delayOf(delays);
}

async function doSomething(group: Group, who: number, n: number): Promise<void> {
  const id = newId();
  const own = n % OTHERS === 0 ? group.ownOf(who) : undefined;
  if (own !== undefined) {
    const emoji = MARKS[n / OTHERS % MARKS.length];
    const deed = n % (2 * OTHERS) === 0
      ? { t: "edit", body: `${BODY} (${n})` }
      : { t: "react", emoji, on: true };
    return await group.say(who, (room) => {
      return { id, text: JSON.stringify({ ...deed, id, room, seq: own }) };
    });
  }
  await group.say(who, (room) => ({ text: JSON.stringify({ t: "typing", room, on: true }) }));
  await group.say(who, (room) => {
    return { id, text: JSON.stringify({ t: "send", id, room, body: BODY }) };
  });
}
