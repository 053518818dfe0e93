import { newId } from "../../support/new_id.ts";
import { type Delay, delayOf } from "./delay.ts";
import { type Dialect, type DialectName, DIALECTS, HEAD_BYTES } from "./dialect.ts";
import { LoadSocket, type Seat } from "./load_socket.ts";

/** Sockets that are in one room, or as many of them in each of several. */
export interface GroupOptions {
  dialect: DialectName;
  seats: readonly Seat[];
  /** How many of them send; they and the last one read all they hear. */
  senders: number;
  /** How far they have the room already; they get what is missing. */
  since?: number;
  /** How many open at the same time. */
  atOnce?: number;
}

/** Messages with so many of them under way at any time. */
export interface FloodOptions {
  messages: number;
  underWay: number;
  /** A message is under way until its sender hears it in the room, or until it is acked. */
  until: "heard" | "acked";
}

/** Messages at a steady pace, whatever becomes of them. */
export interface PaceOptions {
  perSecond: number;
  seconds: number;
}

/** What was measured of messages. */
export interface Talked {
  /** From the first send until all have heard the last. */
  seconds: number;
  /** From each send until the last of the sockets heard it, or its sender the ack. */
  delay: Delay;
}

const BODY = "Só falta a bancada 2, o conector do cabo deles parece solto. Alguém tem o alicate?";
const LATE_MS = 60_000;
/** Who says nothing for longer than this, thrice, may be taken for gone. */
const PING_MS = 15_000;
/** Not all at once: a queue of connections that overflows is not what is measured. */
const AT_ONCE = 50;
const ID = /"id":"([0-9a-f]{32})"/g;
const SEQ = /"seq":(\d+)/;
const decoder = new TextDecoder();

interface Member {
  socket: LoadSocket;
  seat: Seat;
  /** The `rev` up to which it has heard all. */
  seen: number;
  /** The `seq` of its latest message that was acked. */
  own?: number;
}

/** Sockets in one room that talk, and count what they hear. */
export class Group implements Disposable {
  readonly #dialect: Dialect;
  readonly #senders: number;
  readonly #members: Member[] = [];
  /** By id: when it was sent. */
  readonly #sent = new Map<string, number>();
  readonly #settled = new Map<string, () => void>();
  /** How many hear a message. */
  readonly #audience: number;
  #until: FloodOptions["until"] = "heard";
  #delays: number[] = [];
  #heard = 0;
  #goal = Infinity;
  #reached: (() => void) | undefined;
  #failure: Error | undefined;
  #pings: ReturnType<typeof setInterval> | undefined;

  private constructor({ dialect, seats, senders }: GroupOptions) {
    this.#dialect = DIALECTS[dialect];
    this.#senders = senders;
    this.#audience = seats.length / new Set(seats.map(({ room }) => room)).size;
  }

  /** Opens the sockets; resolves when all are in. */
  static async open(options: GroupOptions): Promise<Group> {
    const { seats, since, atOnce = AT_ONCE } = options;
    const group = new Group(options);
    let next = 0;
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (next < seats.length) {
        const at = next++;
        await group.#enter(at, seats[at]!, since, seats.length);
      }
    }));
    group.#pings = setInterval(() => group.#ping(), PING_MS);
    return group;
  }

  /** The `rev` up to which the first of the sockets has heard all. */
  get seen(): number {
    return this.#members[0]!.seen;
  }

  /** How many of the sockets send. */
  get senders(): number {
    return this.#senders;
  }

  /** Sends so many messages; resolves when all sockets have heard them all. */
  async flood({ messages, underWay, until }: FloodOptions): Promise<Talked> {
    const begun = this.#begin(until);
    const all = this.#whenHeard(until === "heard" ? messages * this.#audience : 0);
    let left = messages;
    await Promise.all(Array.from({ length: underWay }, async (_, n) => {
      while (left-- > 0) await this.#post(n, performance.now());
    }));
    await all;
    return this.#end(begun);
  }

  /** Sends so many messages a second; resolves when all sockets have heard them all. */
  async pace({ perSecond, seconds }: PaceOptions): Promise<Talked> {
    const begun = this.#begin("heard");
    const messages = Math.round(perSecond * seconds);
    const all = this.#whenHeard(messages * this.#audience);
    for (let n = 0; n < messages;) {
      const due = Math.min(messages, Math.floor((performance.now() - begun) / 1_000 * perSecond));
      // From when it should have been sent: one that waits for us has waited, too.
      for (; n < due; n++) void this.#post(n, begun + n * 1_000 / perSecond);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await all;
    return this.#end(begun);
  }

  /** Sends one message after another, each when the last socket has heard the one before. */
  async turns(messages: number): Promise<Talked> {
    const begun = this.#begin("heard");
    for (let n = 0; n < messages; n++) {
      const all = this.#whenHeard(this.#audience);
      await this.#post(0, performance.now());
      await all;
    }
    return this.#end(begun);
  }

  /** Resolves when all sockets together have heard so many messages since they opened. */
  async whenCaughtUp(messages: number): Promise<void> {
    await this.#whenHeard(Math.max(0, messages - this.#heard));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#pings);
    for (const { socket } of this.#members) socket.close();
  }

  #ping(): void {
    const { ping } = this.#dialect;
    if (ping !== undefined) { for (const { socket } of this.#members) socket.send(ping); }
  }

  async #enter(at: number, seat: Seat, since: number | undefined, size: number): Promise<void> {
    const dialect = this.#dialect;
    const reads = at < this.#senders || at === size - 1;
    const entered = Promise.withResolvers<void>();
    const sizes = { kept: reads ? Infinity : HEAD_BYTES, chunk: size > 2_000 ? 4_096 : 65_536 };
    const member: Partial<Member> & { seat: Seat; seen: number } = { seat, seen: since ?? 0 };
    const early: Uint8Array[] = [];
    const take = (payload: Uint8Array) => {
      if (member.socket === undefined) early.push(payload.slice());
      else if (this.#take(member as Member, payload, reads, at === size - 1)) entered.resolve();
    };
    member.socket = await LoadSocket.open(seat, sizes, take);
    early.forEach(take);
    this.#members[at] = member as Member;
    if (dialect.hello === undefined) return;
    member.socket.send(dialect.hello(seat.room, since));
    await entered.promise;
  }

  /** Whether it was the welcome. */
  #take(member: Member, payload: Uint8Array, reads: boolean, isLast: boolean): boolean {
    const head = decoder.decode(payload.subarray(0, HEAD_BYTES));
    const delivered = this.#dialect.delivers(head);
    if (delivered !== undefined) {
      this.#count(member, delivered);
      if (reads) this.#settle(payload, isLast, "heard");
    } else if (reads && this.#dialect.isAck(head)) {
      const seq = SEQ.exec(head)?.[1];
      if (seq !== undefined) member.own = Number(seq);
      this.#settle(payload, true, "acked");
    } else this.#answer(member, head);
    return this.#dialect.isWelcome(head);
  }

  #answer(member: Member, head: string): void {
    try {
      const { seat: { room }, seen } = member;
      const answer = this.#dialect.answer?.(head, { room, seen });
      if (answer !== undefined) member.socket.send(answer);
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      this.#reached?.();
    }
  }

  #count(member: Member, delivered: { from: number; to: number } | "one"): void {
    const { seen } = member;
    const { from, to } = delivered === "one" ? { from: seen, to: seen + 1 } : delivered;
    // Where a socket begins to hear nothing tells but its first frame.
    const begins = seen === 0 ? from : seen;
    if (from > begins) return this.#lose(from - begins);
    if (to <= begins) return;
    member.seen = to;
    this.#heard += to - begins;
    if (this.#heard >= this.#goal) this.#reached?.();
  }

  #lose(messages: number): void {
    this.#failure ??= new Error(`${messages} messages did not come`);
    this.#reached?.();
  }

  #settle(payload: Uint8Array, isLast: boolean, kind: FloodOptions["until"]): void {
    const now = performance.now();
    for (const [, id = ""] of decoder.decode(payload).matchAll(ID)) {
      if (kind === this.#until && isLast) this.#delays.push(now - (this.#sent.get(id) ?? NaN));
      if (kind !== this.#until) continue;
      this.#settled.get(id)?.();
      this.#settled.delete(id);
    }
  }

  /** From now on it is acks that are waited for. */
  expectAcks(): void {
    this.#begin("acked");
  }

  /** The latest message of one of the senders, as its ack named it. */
  ownOf(n: number): number | undefined {
    return this.#members[n % this.#senders]!.own;
  }

  /** Has one of the senders say something else, and waits for the answer with its id, if it has one. */
  async say(n: number, frame: (room: number) => { id?: string; text: string }): Promise<void> {
    const { socket, seat } = this.#members[n % this.#senders]!;
    const { id, text } = frame(seat.room);
    const settled = id === undefined
      ? undefined
      : new Promise<void>((resolve) => this.#settled.set(id, resolve));
    socket.send(text);
    await settled;
  }

  #post(n: number, at: number): Promise<void> {
    const id = newId();
    this.#sent.set(id, at);
    return this.say(n, (room) => ({ id, text: this.#dialect.post(room, id, BODY) }));
  }

  #begin(until: FloodOptions["until"]): number {
    this.#until = until;
    this.#delays = [];
    this.#sent.clear();
    return performance.now();
  }

  #end(begun: number): Talked {
    if (this.#failure) throw this.#failure;
    return { seconds: (performance.now() - begun) / 1_000, delay: delayOf(this.#delays) };
  }

  async #whenHeard(messages: number): Promise<void> {
    this.#goal = this.#heard + messages;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#reached = resolve;
    if (messages === 0) resolve();
    const late = setTimeout(() => reject(new Error(this.#missing())), LATE_MS);
    await promise;
    clearTimeout(late);
    this.#goal = Infinity;
  }

  #missing(): string {
    const lost = this.#members.filter(({ socket }) => socket.isLost).length;
    const most = Math.max(...this.#members.map(({ seen }) => seen));
    const behind = this.#members.filter(({ seen }) => seen < most);
    return `${this.#goal - this.#heard} messages did not come in time: ${lost} sockets are lost, ` +
      `${behind.length} of ${this.#members.length} are behind ${most}, ` +
      `at ${[...new Set(behind.map(({ seen }) => seen))].slice(0, 9).join(", ")}`;
  }
}
