import type { Message } from "@/lib/chat/model.ts";
import type { Tab } from "../client/tab.ts";
import type { Seeded } from "../seeded.ts";
import type { Site } from "../site/site.ts";

/** How people talk. */
export interface TalkOptions {
  /** Between two things that one tab does, on average, in milliseconds. */
  pauseMs: number;
  /** Where people may move to. */
  site: Site;
}

/** What waits to be sent, past which people wait too: nobody types into a dead page for ever. */
const PATIENCE = 12;
/** What people change is among the last few. */
const RECENT = 12;
const EMOJIS = ["👍", "🎉", "❤️"];
/** How long somebody who turns away stays away, on average, in milliseconds. */
const AWAY_MS = 400;

/** People who write, edit, delete, react, pin, reload, move and doze, until they are told to stop. */
export class Talk {
  readonly #site: Site;
  readonly #pauseMs: number;
  readonly #talking: Promise<unknown>;
  /** Each reaction, and each pin, that was ever wanted, on or off. */
  readonly #marked = new Set<string>();
  #going = true;

  constructor(tabs: readonly Tab[], rng: Seeded, { pauseMs, site }: TalkOptions) {
    this.#site = site;
    this.#pauseMs = pauseMs;
    this.#talking = Promise.all(tabs.map((tab) => this.#talkIn(tab, rng.fork(tab.name))));
  }

  /** Resolves when nobody says anything more. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#talking;
  }

  async #talkIn(tab: Tab, rng: Seeded): Promise<void> {
    while (this.#going) {
      await pause(Math.min(rng.pause(this.#pauseMs), 1_000));
      if (!this.#going || tab.state !== "open") continue;
      if (rng.chance(0.01)) await this.#turnAway(tab, rng);
      else if (tab.waiting < PATIENCE) this.#act(tab, rng, tab.book.textBy(tab.name));
    }
  }

  async #turnAway(tab: Tab, rng: Seeded): Promise<void> {
    const what = rng.pick(["reload", "doze", "move"]);
    if (what === "reload") return await tab.reload();
    if (what === "move") return tab.device.road.lead(rng.pick(this.#site.places)!.instance.port);
    tab.sleep();
    await pause(rng.pause(AWAY_MS));
    tab.wake();
  }

  #act(tab: Tab, rng: Seeded, text: string): void {
    const choice = rng.next();
    const recent = tab.messages.slice(-RECENT).filter(({ deleted }) => !deleted);
    const own = rng.pick(recent.filter(({ author }) => author.id === tab.user));
    const other = rng.pick(recent);
    if (choice > 0.7 && own && other) {
      return this.#change(tab, rng, { text, own, other });
    }
    tab.post(text);
  }

  #change(
    tab: Tab,
    rng: Seeded,
    { text, own, other }: { text: string; own: Message; other: Message },
  ): void {
    const choice = rng.next();
    if (choice < 0.4) tab.edit(own.seq, text);
    else if (choice < 0.55) tab.remove(own.seq);
    else if (choice < 0.85) this.#react(tab, other, rng.pick(EMOJIS)!);
    else this.#pin(tab, other);
  }

  // Once on, and once off again when the author has seen that it is on: so that what is seen tells
  // which of them has taken effect.
  #react(tab: Tab, { seq, reactions }: Message, emoji: string): void {
    const isOn = reactions?.some((one) => one.emoji === emoji && one.users.includes(tab.user));
    const key = `${tab.user} ${tab.room} ${seq} ${emoji} ${!isOn}`;
    if (this.#marked.has(key)) return;
    this.#marked.add(key);
    tab.react(seq, emoji, !isOn);
  }

  // A pin is the whole room's: once on, and once off again, whoever it is.
  #pin(tab: Tab, { seq, pinned }: Message): void {
    const key = `${tab.room} ${seq} pin ${!pinned}`;
    if (this.#marked.has(key)) return;
    this.#marked.add(key);
    tab.pin(seq, !pinned);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
