import type { Bus, BusMode, PeopleNews, RoomNews, Watch } from "@/lib/chat/bus.ts";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import { beatChannel, peopleChannel, roomChannel } from "./channels.ts";
import { Heartbeat } from "./heartbeat.ts";
import { ModeSwitch } from "./mode_switch.ts";
import { readPeopleNews, readRoomNews, writeNews } from "./news.ts";
import { Patience } from "./patience.ts";
import { codeOf, type RedisAddress, RedisLink } from "./redis_link.ts";
import { type Opened, Seal } from "./seal.ts";
import { type WatchedRoom, WatchedRooms } from "./watched_rooms.ts";

/** What a Redis bus works with. */
export interface RedisBusParts {
  /** The store's id: part of every channel's name. */
  storeId: string;
  /** The store's 32 bytes that sign what is said. */
  busKey: Uint8Array;
  clock: Clock;
  log: Log;
}

/** Seldom enough for a Redis that is away for days; often enough to be live 2 s after it is back. */
const RETRY_MS = { first: 200, last: 1_000 };
const QUARANTINE_MS = 60_000;

/**
 * Opens a bus over Redis. Where Redis is away, or refuses, the bus is `slow`, says so once, and goes
 * on trying.
 */
export async function openRedisBus(address: RedisAddress, parts: RedisBusParts): Promise<Bus> {
  const bus = new RedisBus(address, parts);
  await bus.connect();
  return bus;
}

class RedisBus implements Bus {
  readonly #address: RedisAddress;
  readonly #parts: RedisBusParts;
  readonly #seal: Seal;
  readonly #beats: string;
  readonly #people: string;
  readonly #peopleListeners = new Set<(news: PeopleNews, from: string) => void>();
  readonly #rooms = new WatchedRooms();
  readonly #modes = new ModeSwitch();
  readonly #patience: Patience;
  readonly #heart: Heartbeat;
  #link: RedisLink | undefined;
  #retry: Timer | undefined;
  #attempts = 0;
  /** SUBSCRIBEs that Redis has not confirmed. */
  #pending = 0;
  #told = false;
  #closed = false;

  constructor(address: RedisAddress, parts: RedisBusParts) {
    this.#address = address;
    this.#parts = parts;
    this.#seal = new Seal(parts.busKey);
    this.#beats = beatChannel(parts.storeId, this.#seal.boot);
    this.#people = peopleChannel(parts.storeId);
    this.#patience = new Patience(parts.clock);
    this.#heart = new Heartbeat(parts.clock, {
      beat: () => this.#publish(this.#beats, ""),
      silent: () => this.#slow("silent"),
      dead: () => this.#lose("silent"),
    });
  }

  get mode(): BusMode {
    return this.#modes.mode;
  }

  onMode(changed: (mode: BusMode) => void): () => void {
    return this.#modes.onMode(changed);
  }

  onPeople(heard: (news: PeopleNews, from: string) => void): () => void {
    const listener = (news: PeopleNews, from: string) => heard(news, from);
    this.#peopleListeners.add(listener);
    return () => this.#peopleListeners.delete(listener);
  }

  tell(news: RoomNews | PeopleNews): void {
    const channel = "room" in news ? roomChannel(this.#parts.storeId, news.room) : this.#people;
    this.#publish(channel, writeNews(news));
  }

  watch(room: number, heard: (news: RoomNews) => void): Watch {
    const channel = roomChannel(this.#parts.storeId, room);
    const entry = this.#rooms.get(channel) ?? this.#add(room, channel);
    const listener = (news: RoomNews) => heard(news);
    entry.listeners.add(listener);
    return { ready: entry.ready, stop: () => this.#drop(entry, listener) };
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#retry?.cancel();
    this.#unlink();
    this.#rooms.clear();
    this.#peopleListeners.clear();
    this.#modes.clear();
    return Promise.resolve();
  }

  /** Tries once; where that fails, later again. Never throws. */
  async connect(): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#open();
    } catch (error) {
      this.#lose(codeOf(error));
    }
  }

  async #open(): Promise<void> {
    const link = await RedisLink.open(this.#address, {
      heard: (channel, message) => this.#hear(channel, message),
      lost: (why) => this.#lose(why),
    }, this.#parts.clock);
    if (this.#closed) return link.close();
    this.#link = link;
    this.#heart.start();
    await this.#subscribe(link, [this.#beats, this.#people, ...this.#rooms.channels]);
    this.#publish(this.#beats, "");
  }

  /** Live are only those channels that Redis has confirmed, so beats count when none is pending. */
  async #subscribe(link: RedisLink, channels: readonly string[]): Promise<void> {
    this.#pending++;
    try {
      await link.subscribe(channels);
    } finally {
      if (this.#link === link) this.#pending--;
    }
  }

  #add(room: number, channel: string): WatchedRoom {
    const entry = this.#rooms.add(room, channel);
    const link = this.#link;
    if (!link || this.mode === "slow") entry.settle();
    if (!link) return entry;
    this.#subscribe(link, [channel]).then(
      () => entry.settle(),
      (error) => this.#link === link && this.#lose(codeOf(error)),
    );
    return entry;
  }

  #drop(entry: WatchedRoom, listener: (news: RoomNews) => void): void {
    if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return;
    this.#rooms.delete(entry);
    this.#link?.unsubscribe(entry.channel);
  }

  #publish(channel: string, payload: string): void {
    this.#link?.publish(channel, this.#seal.sign(channel, payload));
  }

  #hear(channel: string, message: Uint8Array): void {
    const opened = this.#seal.open(channel, message);
    if (!opened) return this.#refuse();
    if (channel === this.#beats) return this.#feel();
    if (opened.boot === this.#seal.boot) return;
    if (channel === this.#people) return this.#hearOfPeople(opened);
    const entry = this.#rooms.get(channel);
    if (!entry) return;
    const news = readRoomNews(opened.payload);
    if (news?.room !== entry.room) return this.#refuse();
    for (const heard of [...entry.listeners]) heard(news);
  }

  #hearOfPeople({ payload, boot }: Opened): void {
    const news = readPeopleNews(payload);
    if (!news) return this.#refuse();
    for (const heard of [...this.#peopleListeners]) heard(news, boot);
  }

  #feel(): void {
    this.#heart.heard();
    if (this.#pending > 0 || !this.#modes.turn("live")) return;
    this.#attempts = 0;
    this.#told = false;
    this.#parts.log.info("bus.live");
  }

  #refuse(): void {
    if (!this.#patience.lose()) return;
    this.#parts.log.warn("bus.flooded", { again_ms: QUARANTINE_MS });
    this.#told = true;
    this.#patience.regain();
    this.#unlink();
    this.#connectIn(QUARANTINE_MS);
  }

  #lose(why: string): void {
    if (this.#closed) return;
    this.#slow(why);
    this.#unlink();
    const wait = Math.min(RETRY_MS.last, RETRY_MS.first * 2 ** this.#attempts++);
    this.#connectIn(wait);
  }

  #slow(why: string): void {
    if (!this.#told) this.#parts.log.warn("bus.slow", { why, host: this.#address.host });
    this.#told = true;
    this.#modes.turn("slow");
    this.#rooms.settleAll();
  }

  #unlink(): void {
    this.#heart.stop();
    this.#link?.close();
    this.#link = undefined;
    this.#pending = 0;
    this.#modes.turn("slow");
    this.#rooms.settleAll();
  }

  #connectIn(ms: number): void {
    this.#retry?.cancel();
    this.#retry = this.#parts.clock.after(ms, () => void this.connect());
  }
}
