import { type ChatError, Invalid, NotFound, Unavailable } from "@/lib/chat/errors.ts";
import type { User } from "@/lib/chat/model.ts";
import { type ClientFrame, CLOSE } from "@/lib/chat/protocol.ts";
import type { Session } from "@/lib/chat/store.ts";
import { act, type Actor, type Deed, isDeed } from "./act.ts";
import { encodeFrame, type Frame } from "./encode.ts";
import type { FloodKind } from "./flood_guard.ts";
import { greet } from "./greeting.ts";
import type { LiveRoom, Member } from "./live_room.ts";
import type { Refused } from "./nack.ts";
import { nextTurn } from "./next_turn.ts";
import { Outgoing } from "./outgoing.ts";
import type { Peer } from "./peer.ts";
import { Pulls } from "./pulls.ts";
import { readFrame } from "./read_frame.ts";
import { refresh } from "./refresh.ts";
import { Refusals } from "./refusals.ts";
import type { Shared } from "./shared.ts";
import { isSignal, type Signal, signal } from "./signal.ts";
import type { Visitor } from "./visitor.ts";
import type { Wire } from "./wire.ts";

type FrameNamed<T extends ClientFrame["t"]> = Extract<ClientFrame, { t: T }>;

const EVENTS = ["open", "message", "close", "error"];
/** How long a socket may go without `hello`, and without any frame at all, in milliseconds. */
const HELLO_MS = 10_000;
const SILENT_MS = 45_000;
/** Frames beside the messages that wait for the welcome to be said. */
const EARLY = 100;

/**
 * One client on a socket, or on what stands in its place: reads what it says, does that as the
 * person, and answers.
 */
export class Connection implements EventListenerObject, Member, Peer, Actor {
  readonly visitor: Visitor;
  readonly outgoing: Outgoing;
  readonly pulls: Pulls;
  readonly rooms = new Map<number, LiveRoom>();
  session: Session;
  away = false;
  standings = "";
  pending = 0;
  readonly #id: number;
  readonly #shared: Shared;
  readonly #socket: Wire;
  readonly #refusals: Refusals;
  #state: "new" | "greeting" | "live" | "ended" = "new";
  #greeted: Promise<void> = Promise.resolve();
  /** What came before the welcome was said, and may be newer than what it says. */
  #early: string[] | undefined;
  #helloBy: number;
  #frameAt: number;
  #refreshing = false;

  constructor(socket: Wire, visitor: Visitor, shared: Shared) {
    const { clock, laggards } = shared;
    this.#id = shared.roll.nextId();
    this.visitor = visitor;
    this.session = visitor.session;
    this.outgoing = new Outgoing({ socket, laggards, clock, owner: this });
    this.pulls = new Pulls(this.outgoing, clock, visitor.budget);
    this.#refusals = new Refusals(visitor.session.user.id, shared);
    this.#shared = shared;
    this.#socket = socket;
    this.#frameAt = clock.now();
    this.#helloBy = this.#frameAt + HELLO_MS;
    if (socket instanceof WebSocket) socket.binaryType = "arraybuffer";
    for (const event of EVENTS) socket.addEventListener(event, this);
    shared.roll.add(this);
    if (socket.readyState === WebSocket.OPEN) this.#admit();
  }

  get userId(): number {
    return this.visitor.session.user.id;
  }

  get user(): User {
    return this.session.user;
  }

  /** Resolves when `hello` has been answered, with all that was missed or with a refusal. */
  get greeted(): Promise<void> {
    return this.#greeted;
  }

  get isLive(): boolean {
    return this.#state === "live";
  }

  get isGreeting(): boolean {
    return this.#state === "greeting";
  }

  get isBehind(): boolean {
    return this.outgoing.behind;
  }

  /** The socket's one listener: an object, so that an idle socket holds no closures. */
  handleEvent(event: Event): void {
    try {
      if (event instanceof MessageEvent) this.#hear(event.data);
      else if (event.type === "open") this.#admit();
      else if (event.type === "close") this.#part();
    } catch (error) {
      this.#refusals.fault("event", error);
    }
  }

  push(room: LiveRoom, frame: Frame, reset: boolean): void {
    this.outgoing.push(room, frame, reset);
  }

  tell(text: string, worth: "now" | "later" = "now"): boolean {
    if (this.#state === "greeting") return this.#keep(text);
    if (this.#state !== "live" || (worth === "now" && this.outgoing.behind)) return false;
    this.outgoing.say(text);
    return true;
  }

  enter(): void {
    if (this.#state !== "greeting") return;
    this.#state = "live";
    for (const text of this.#early ?? []) this.outgoing.say(text);
    this.#early = undefined;
    this.#shared.presence.arrive(this);
  }

  join(room: LiveRoom): void {
    if (this.#state === "ended") return;
    this.rooms.set(room.id, room);
    room.members.add(this);
  }

  leave(room: LiveRoom): void {
    this.rooms.delete(room.id);
    room.members.delete(this);
    this.outgoing.leave(room);
  }

  expel(room: LiveRoom): void {
    this.leave(room);
    this.outgoing.say(encodeFrame<"gone">({ t: "gone", room: room.id }));
  }

  async refresh(): Promise<void> {
    if (this.#refreshing || this.#state === "ended") return;
    this.#refreshing = true;
    try {
      await refresh(this, this.#shared);
    } catch (error) {
      // The session's rev is still the old one, so that the next poll asks again.
      if (!(error instanceof Unavailable)) this.#refusals.fault("refresh", error);
    } finally {
      this.#refreshing = false;
    }
  }

  refuse(of: Refused, error: unknown): string {
    return this.#refusals.refuse(of, error);
  }

  check(now: number): void {
    if (this.#state === "new" && now > this.#helloBy) return this.end(CLOSE.tooSlow, "no hello");
    if (now - this.#frameAt > SILENT_MS) return this.end(CLOSE.tooSlow, "silent");
    if (this.session.expiresAt <= now) void this.refresh();
  }

  giveUp(): void {
    this.end(CLOSE.tooSlow, "too slow");
  }

  dismiss(afterMs: number): void {
    this.outgoing.say(encodeFrame<"bye">({ t: "bye", reason: "restart", afterMs }));
  }

  end(code: number, reason: string): void {
    if (this.#state === "ended") return;
    this.#part();
    // Deno drops the close frame of a socket that is closed while more of it waits to be read.
    nextTurn(() => this.#hangUp(code, reason));
  }

  async whenHungUp(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    await new Promise((resolve) => this.#socket.addEventListener("close", resolve, { once: true }));
  }

  #hangUp(code: number, reason: string): void {
    try {
      this.#socket.close(code, reason);
    } catch {
      // It was never opened, or is closed already.
    }
  }

  #part(): void {
    if (this.#state === "live") this.#shared.presence.depart(this);
    this.#state = "ended";
    for (const event of EVENTS) this.#socket.removeEventListener(event, this);
    for (const room of this.rooms.values()) room.members.delete(this);
    this.rooms.clear();
    this.outgoing.close();
    this.#shared.roll.delete(this);
  }

  #keep(text: string): boolean {
    this.#early ??= [];
    if (this.#early.length < EARLY) this.#early.push(text);
    return true;
  }

  #admit(): void {
    const { clock, draining } = this.#shared;
    if (draining) return this.end(CLOSE.restart, "restart");
    if ((this.session.bannedUntil ?? 0) > clock.now()) this.end(CLOSE.ended, "banned");
  }

  #hear(data: unknown): void {
    if (this.#state === "ended") return;
    this.#frameAt = this.#shared.clock.now();
    const reading = readFrame(data);
    if (reading.kind === "close") {
      this.#refusals.note(reading.why);
      return this.end(reading.code, reading.why);
    }
    if (reading.kind === "frame") return this.#obey(reading.frame);
    const { message, ...of } = reading.unfit;
    this.#refuse(of, new Invalid(message));
  }

  #obey(frame: ClientFrame): void {
    if (frame.t === "hello") return this.#greet(frame);
    if (this.#state === "new") {
      return this.#refuse(refusedOf(frame), new Invalid("Say hello first"));
    }
    if (isDeed(frame)) return this.#act(frame);
    if (!this.#allows(frame.t)) return;
    if (frame.t === "pull") return void this.#pull(frame);
    if (isSignal(frame)) return void this.#signal(frame);
    this.outgoing.say(encodeFrame<"pong">({ t: "pong", n: frame.n }));
  }

  #greet({ t, rooms = new Map() }: FrameNamed<"hello">): void {
    if (this.#state !== "new") return this.#refuse({ re: t }, new Invalid("Said hello before"));
    if (this.#shared.draining) return this.#answer({ re: t }, stopping());
    if (!this.#allows("hello")) return;
    this.#state = "greeting";
    this.#greeted = this.#shared.greetings.pass(async () => {
      // Whoever has given up waiting is not worth a look.
      if (!this.outgoing.closed) await greet(this, rooms, this.#shared);
    }).catch((error) => this.#regret(error));
  }

  /** The greeting failed: where the welcome was not said, the client may try again. */
  #regret(error: unknown): void {
    if (this.#state === "ended") return;
    if (this.#state === "live") return this.#refusals.fault("hello", error);
    for (const room of [...this.rooms.values()]) this.leave(room);
    this.#state = "new";
    this.#early = undefined;
    this.#helloBy = this.#shared.clock.now() + HELLO_MS;
    this.#answer({ re: "hello" }, error);
  }

  #act(deed: Deed): void {
    const { posts } = this.#shared;
    posts.enter();
    void act(deed, this, this.#shared).then((answer) => {
      this.outgoing.say(answer);
      // Only now: who waits until nothing is under way hangs up next.
      posts.leave();
    });
  }

  async #pull({ t, room: id, since }: FrameNamed<"pull">): Promise<void> {
    const of = { re: t, room: id };
    try {
      await this.#greeted;
      const room = this.rooms.get(id);
      if (!room) throw new NotFound("the room");
      await this.pulls.answer(room, since);
    } catch (error) {
      this.#answer(of, error);
    }
  }

  async #signal(frame: Signal): Promise<void> {
    try {
      await this.#greeted;
      await signal(frame, { user: this.user, key: this.visitor.key, peer: this }, this.#shared);
    } catch (error) {
      this.#answer(refusedOf(frame), error);
    }
  }

  #allows(kind: FloodKind): boolean {
    if (this.#shared.flood.allows(kind, this.#id)) return true;
    this.#refusals.note(`flood of ${kind}`);
    this.end(CLOSE.flooding, "flooding");
    return false;
  }

  /** Refuses a frame that does not fit; too many of them are a flood. */
  #refuse(of: Refused, error: ChatError): void {
    if (this.#allows("unfit")) this.#answer(of, error);
  }

  #answer(of: Refused, error: unknown): void {
    this.outgoing.say(this.refuse(of, error));
  }
}

function stopping(): Unavailable {
  return new Unavailable("The server is stopping");
}

function refusedOf(frame: ClientFrame): Refused {
  return {
    re: frame.t,
    ...("id" in frame ? { id: frame.id } : {}),
    ...("room" in frame ? { room: frame.room } : {}),
  };
}
