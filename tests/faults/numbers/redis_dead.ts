import { openSockets } from "@/tests/bench/sockets.ts";
import { percentile } from "@/tests/bench/spread.ts";
import { newId } from "@/tests/support/new_id.ts";
import { Person } from "@/tests/support/person.ts";
import { pass } from "../episode.ts";
import type { Figure } from "./figure.ts";

const MESSAGES = 200;

/** How long a message takes to the other instance while there is no Redis. */
export const redisDead: Figure = {
  name: "redis dead: from one instance to the other, p99",
  most: 1_500,
  async measure({ a, b, redis }, rng) {
    const [ana, bruno] = await Promise.all([
      Person.named("Ana sem redis", a.instance.url),
      Person.named("Bruno sem redis", b.instance.url),
    ]);
    const { id: room } = await ana.room();
    const [[here], [there]] = await Promise.all([
      openSockets(ana, 1, [a.instance.url]),
      openSockets(bruno, 1, [b.instance.url]),
    ]);
    await redis.kill();
    const delays: Promise<number>[] = [];
    for (let n = 0; n < MESSAGES; n++) {
      const id = newId(), begun = performance.now();
      delays.push(there!.whenHeard(id).then(() => performance.now() - begun));
      here!.post(room, id, `sem redis ${n}`);
      await pass(rng.between(20, 80));
    }
    const all = await Promise.all(delays);
    for (const socket of [here!, there!]) socket.close();
    await redis.start();
    return percentile(all, 0.99);
  },
};
