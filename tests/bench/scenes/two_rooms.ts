import type { Seat } from "../load/load_socket.ts";
import type { Contender } from "../contender.ts";
import { atRest, type Player, sit, type Stage, watched } from "../stage.ts";
import { enough, flood, UNDER_WAY } from "./fan_out.ts";

const ROOMS = 2;
const SIZE = 100;
const SENDERS = 20;
const SECONDS = 1.5;

/** The name of the figure. */
export const IN_TWO_ROOMS = "delivered in two rooms of 100 sockets, 40 under way in each";

/** Two rooms' worth of traffic: messages that reach a socket, a second, in both together. */
export async function twoRooms(stage: Stage, contenders: readonly Contender[]): Promise<void> {
  const { results, times } = stage;
  await using stack = new AsyncDisposableStack();
  const players: { player: Player; messages: number }[] = [];
  for (const contender of contenders) {
    const seats = await contender.seats(ROOMS * SIZE, ROOMS);
    const player = stack.use(await sit(contender, alternating(seats), { senders: SENDERS }));
    players.push({ player, messages: await enough(player, SECONDS) });
  }
  for (let time = 0; time < times; time++) {
    for (const { player, messages } of players) {
      await atRest(stage, ...players.map(({ player }) => player));
      const both = () => flood(player, messages, ROOMS * UNDER_WAY);
      const { done, cores } = await watched(player, both);
      const delivered = { what: IN_TWO_ROOMS, of: player.contender.name, unit: "a second" };
      results.add(delivered, messages * SIZE / done.seconds);
      results.addCores(delivered, cores);
    }
  }
}

/** The rooms in turn, so that those who send are in both. */
function alternating(seats: readonly Seat[]): Seat[] {
  return Array.from({ length: SIZE }, (_, n) => [seats[n]!, seats[SIZE + n]!]).flat();
}
