import type { Entry } from "@/lib/client/entry.ts";
import type { Outbox } from "@/lib/client/outbox.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { Desk, nack, OWNER, STORE } from "./desk.ts";
import { SlowShelf } from "./slow_shelf.ts";

/** A connection of a tab: what it has said and the server has not read, and the answers. */
interface Line {
  said: Entry[];
  answers: ((outbox: Outbox) => void)[];
  /** What waits for its answer, by room. */
  open: Map<number, string>;
}

/** A tab of Ana's. */
interface Tab {
  desk: Desk;
  shelf: SlowShelf;
  line: Line | undefined;
}

/** What Ana has written, and in which tab. */
interface Written {
  id: string;
  tab: number;
  room: number;
  body: string;
  /** Its page died before it was kept, it was taken back, or nothing can be said of it. */
  lost: boolean;
  taken: boolean;
}

/** Refused for good, whoever sends it. */
const POISON = "veneno";

/**
 * Ana's tabs, the shelf that they share, and a server that stores each client id once. Everything
 * on its way may be late or lost, and a tab may die at any moment.
 */
export class PostOffice {
  readonly #clock = new FakeClock();
  readonly #shelf = new MemoryShelf();
  readonly #tabs: Tab[] = [];
  readonly #lost: Line[] = [];
  readonly #stored = new Map<string, { room: number; body: string }>();
  readonly #refused = new Set<string>();
  readonly #written: Written[] = [];
  readonly #faults: string[] = [];
  /** Whether the shelf always answers before anybody loses patience. */
  readonly #prompt: boolean;

  constructor(prompt: boolean) {
    this.#prompt = prompt;
    for (const tab of [0, 1]) this.#open(tab);
  }

  write(pick: number): void {
    const [tab, room] = [pick % 2, 1 + (pick >> 1) % 2];
    const body = pick % 7 === 0 ? POISON : `${pick}`;
    const { id } = this.#tabs[tab]!.desk.say(body, room);
    this.#written.push({ id, tab, room, body, lost: false, taken: false });
  }

  connect(pick: number): void {
    const tab = this.#tabs[pick % 2]!;
    if (tab.line) return;
    tab.line = { said: [], answers: [], open: new Map() };
    tab.desk.wired = true;
    tab.desk.outbox.connected(STORE);
  }

  disconnect(pick: number): void {
    const tab = this.#tabs[pick % 2]!;
    // What was said may still arrive.
    if (tab.line) this.#lost.push(tab.line);
    tab.line = undefined;
    tab.desk.wired = false;
    tab.desk.outbox.disconnected();
  }

  /** The server reads something, and answers. */
  serve(pick: number): void {
    const lines = this.#lines.filter(({ said }) => said.length > 0);
    const line = lines[pick % (lines.length || 1)];
    const entry = line?.said.shift();
    if (!line || !entry || entry.kind !== "send") return;
    const { id, room, body } = entry;
    if (body === POISON) {
      this.#refused.add(id);
      line.answers.push((outbox) => outbox.refused(nack(id, "invalid", false)));
    } else if (pick % 4 === 0 && !this.#stored.has(id)) {
      const after = pick % 8 === 0 ? undefined : 700;
      line.answers.push((outbox) => {
        if (line.open.get(room) === id) line.open.delete(room);
        outbox.refused(nack(id, "unavailable", true, after));
      });
    } else {
      if (!this.#stored.has(id)) this.#stored.set(id, { room, body });
      line.answers.push((outbox) => outbox.acked(id));
    }
  }

  /** An answer arrives. */
  answer(pick: number): void {
    const { desk, line } = this.#tabs[pick % 2]!;
    line?.answers.shift()?.(desk.outbox);
  }

  /** An answer does not arrive. */
  lose(pick: number): void {
    this.#tabs[pick % 2]!.line?.answers.shift();
  }

  /** The room's events show a message that is stored. */
  see(pick: number): void {
    const ids = [...this.#stored.keys()];
    this.#tabs[pick % 2]!.desk.outbox.seen(ids[(pick >> 1) % (ids.length || 1)] ?? "");
  }

  async keep(pick: number): Promise<void> {
    await this.#tabs[pick % 2]!.shelf.step();
  }

  async pass(pick: number): Promise<void> {
    const ms = pick % 3 === 0 ? 11_000 : pick;
    for (let left = ms; left > 0; left -= 900) {
      if (this.#prompt) await this.#keepAll();
      this.#clock.pass(Math.min(left, 900));
    }
  }

  /** A tab is opened anew; perhaps the old one has no time for anything more. */
  async reload(pick: number): Promise<void> {
    const at = pick % 2;
    const { shelf, desk } = this.#tabs[at]!;
    if (pick % 3 === 0) await shelf.drain();
    this.disconnect(at);
    desk.close();
    shelf.die();
    const kept = new Set((await this.#shelf.load(OWNER)).map(({ id }) => id));
    for (const entry of desk.outbox.entries.value) {
      const written = this.#written.find(({ id }) => id === entry.id);
      if (written && !kept.has(entry.id)) written.lost = true;
    }
    // A page takes longer to open than a few messages can be apart by their number alone.
    this.#clock.pass(100);
    this.#open(at);
    void this.#tabs[at]!.desk.outbox.load();
  }

  retry(pick: number): void {
    const { outbox } = this.#tabs[pick % 2]!.desk;
    const failed = outbox.entries.value.find(({ state }) => state === "failed");
    if (failed) outbox.retry(failed.id, failed.room);
  }

  /** Where the shelf keeps its time, what it has allowed holds. */
  rewrite(pick: number): void {
    const written = this.#ours(pick);
    if (!written || !this.#prompt || written.body === POISON) return;
    const body = `${written.body}*`;
    const { outbox } = this.#tabs[pick % 2]!.desk;
    void outbox.rewrite(written.id, body).then((done) => {
      if (done) written.body = body;
    });
  }

  takeBack(pick: number): void {
    const written = this.#ours(pick);
    if (!written || !this.#prompt) return;
    void this.#tabs[pick % 2]!.desk.outbox.discard(written.id).then((done) => {
      if (done) written.taken = true;
    });
  }

  /** Everything works from now on, and all is done. */
  async settle(): Promise<void> {
    for (const tab of [0, 1]) this.connect(tab);
    for (let round = 0; round < 100; round++) {
      await this.#keepAll();
      while (this.#lines.some(({ said }) => said.length > 0)) this.serve(1);
      for (const { desk, line } of this.#tabs) {
        for (const tell of line?.answers.splice(0) ?? []) tell(desk.outbox);
      }
      await breathe();
      this.#clock.pass(500);
    }
  }

  /** Everything is stored once or has failed, in order, and nobody waits for anything. */
  async expectDone(): Promise<void> {
    if (this.#faults.length > 0) throw new Error(this.#faults.join());
    const kept = new Set((await this.#shelf.load(OWNER)).map(({ id }) => id));
    for (const { desk } of this.#tabs) {
      const waiting = desk.states.filter((state) => !state.endsWith("failed"));
      if (waiting.length > 0) throw new Error(`waits for ever: ${waiting}`);
    }
    for (const written of this.#written) this.#expectFate(written, kept);
    if (this.#prompt) this.#expectOrder();
  }

  #expectFate({ id, body, lost, taken }: Written, kept: ReadonlySet<string>): void {
    const stored = this.#stored.get(id);
    if (taken && stored) throw new Error(`${body} was taken back, and sent`);
    if (taken || lost) return;
    if (body === POISON && !kept.has(id)) throw new Error("what was refused is not kept");
    if (body === POISON) return;
    if (!stored) throw new Error(`${body} is lost`);
    if (stored.body !== body) throw new Error(`${body} is stored as ${stored.body}`);
    if (kept.has(id)) throw new Error(`${body} is stored, and kept still`);
  }

  #expectOrder(): void {
    const place = new Map([...this.#stored.keys()].map((id, at) => [id, at]));
    const last = new Map<string, number>();
    for (const { id, tab, room, lost } of this.#written) {
      const at = place.get(id);
      if (at === undefined || lost) continue;
      const queue = `${tab} ${room}`;
      if (at < (last.get(queue) ?? -1)) throw new Error("stored in another order");
      last.set(queue, at);
    }
  }

  async #keepAll(): Promise<void> {
    while (this.#tabs.some(({ shelf }) => shelf.busy)) {
      for (const { shelf } of this.#tabs) await shelf.drain();
      await breathe();
    }
  }

  #hear(line: Line | undefined, entry: Entry): void {
    if (!line) return void this.#faults.push("sent without a connection");
    const before = line.open.get(entry.room) ?? entry.id;
    // What a slow shelf gives late may overtake what has had no answer.
    if (
      this.#prompt && before !== entry.id && !this.#stored.has(before) && !this.#refused.has(before)
    ) {
      this.#faults.push("two on their way in one room");
    }
    line.open.set(entry.room, entry.id);
    line.said.push(entry);
  }

  get #lines(): Line[] {
    return [...this.#tabs.flatMap(({ line }) => line ?? []), ...this.#lost];
  }

  #ours(pick: number): Written | undefined {
    return this.#written[(pick >> 1) % (this.#written.length || 1)];
  }

  #open(at: number): void {
    const shelf = new SlowShelf(this.#shelf);
    const tab: Tab = {
      shelf,
      desk: new Desk(shelf, this.#clock, (entry) => this.#hear(tab.line, entry)),
      line: undefined,
    };
    this.#tabs[at] = tab;
  }
}

/** Lets everything that waits for nothing else go on. */
export async function breathe(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await undefined;
}
