import type { Contender } from "./contender.ts";
import { secondsUsed } from "./cores.ts";
import type { GroupOptions } from "./load/group.ts";
import type { Seat } from "./load/load_socket.ts";
import { Load } from "./load.ts";
import type { Results } from "./results.ts";

/** What a scene is played with. */
export interface Stage {
  results: Results;
  /** How often each figure is taken. */
  times: number;
  /** Short of what takes long. */
  quick: boolean;
  /** The processes of the servers that contenders share. */
  shared: number[];
}

/** One contender, and the sockets that a process of the load's has open to it. */
export interface Player extends AsyncDisposable {
  contender: Contender;
  load: Load;
}

/** How sockets are opened: see `GroupOptions`. */
export type Entering = Omit<GroupOptions, "dialect" | "seats">;

/** The name of a player's sockets. */
export const GROUP = "all";

/** Opens sockets to a contender, in one room or spread over several. */
export async function enter(
  contender: Contender,
  size: number,
  { rooms = 1, ...options }: Entering & { rooms?: number },
): Promise<Player> {
  return await sit(contender, await contender.seats(size, rooms), options);
}

/** Opens these sockets. */
export async function sit(
  contender: Contender,
  seats: readonly Seat[],
  options: Entering,
): Promise<Player> {
  const load = new Load();
  const { dialect } = contender;
  await load.ask("open", { ...options, group: GROUP, dialect, seats });
  return { contender, load, [Symbol.asyncDispose]: () => load[Symbol.asyncDispose]() };
}

/** Does some work, and tells which share of a core the server and the load used meanwhile. */
export async function watched<T>(
  { contender: { pids }, load }: Pick<Player, "contender" | "load">,
  work: () => Promise<T>,
): Promise<{ done: T; cores: [number, number] }> {
  const before = [secondsUsed(pids), secondsUsed([load.pid])] as const;
  const begun = performance.now();
  const done = await work();
  const seconds = (performance.now() - begun) / 1_000;
  const after = [secondsUsed(pids), secondsUsed([load.pid])] as const;
  return { done, cores: [(after[0] - before[0]) / seconds, (after[1] - before[1]) / seconds] };
}

/** How long a look is, and how much of a core somebody at rest may use meanwhile. */
const LOOK_MS = 200;
const REST = 0.15;
const LOOKS = 150;

/**
 * Waits until contenders, and the servers that they share, have done what they put off, as the index
 * of words: what comes next would be measured with it. Where they never rest, for half a minute.
 */
export async function atRest(
  { shared }: Pick<Stage, "shared">,
  ...players: readonly Pick<Player, "contender">[]
): Promise<void> {
  const pids = [...shared, ...players.flatMap(({ contender }) => contender.pids)];
  for (let look = 0; look < LOOKS; look++) {
    const before = secondsUsed(pids);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (!(secondsUsed(pids) - before > REST * LOOK_MS / 1_000)) return;
  }
}
