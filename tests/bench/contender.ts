import type { DialectName } from "./load/dialect.ts";
import type { Seat } from "./load/load_socket.ts";

/** One of those that are measured side by side. */
export interface Contender extends AsyncDisposable {
  /** As the table has it. */
  readonly name: string;
  readonly dialect: DialectName;
  /** Its processes: what they use is looked at. */
  readonly pids: readonly number[];
  /** Places for so many sockets in so many rooms, in which nobody else is; as many in each. */
  seats(size: number, rooms: number): Promise<Seat[]>;
}
