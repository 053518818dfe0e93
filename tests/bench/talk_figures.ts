import { Chat } from "@/lib/chat/chat.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import type { User } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import { foldText } from "@/lib/search/fold_text.ts";
import { Indexer } from "@/lib/search/indexer.ts";
import type { SearchQuery } from "@/lib/search/search_query.ts";
import { Searching } from "@/lib/search/searching.ts";
import { newId } from "../support/new_id.ts";
import type { Archive } from "./archive.ts";
import { printRow } from "./print.ts";
import { percentile } from "./spread.ts";

const A_SECOND = 200;
const SECONDS = 10;
const ASKERS = 20;
const BURST = 2_000;
const UNDER_WAY = 100;

/** People who talk, in a chat with an index. */
class Talk {
  readonly #chat: Chat;
  readonly #archive: Archive;
  readonly #searching: Searching;
  readonly #store: Store;
  readonly #author: User = { id: 1, name: "Pessoa 1", role: "member" };
  #indexer: Indexer | undefined;

  constructor(store: Store, archive: Archive) {
    const parts = { store, clock: systemClock, log: silentLog };
    this.#store = store;
    this.#archive = archive;
    this.#chat = new Chat({ ...parts, rateLimits: false });
    this.#searching = new Searching({ store: store.search, chat: store.rooms, clock: systemClock });
    this.#chat.onChange(() => this.#indexer?.wake());
  }

  index(): void {
    this.#indexer = new Indexer({
      store: this.#store.index,
      clock: systemClock,
      log: silentLog,
    });
    this.#indexer.start();
  }

  async stop(): Promise<void> {
    await this.#indexer?.stop();
    this.#indexer = undefined;
  }

  /** Milliseconds until each send was acked, of so many a second. */
  async send(seconds: number): Promise<number[]> {
    const sends: Promise<number>[] = [];
    const begun = performance.now();
    for (let n = 0; n < A_SECOND * seconds; n++) {
      const wait = begun + n * 1_000 / A_SECOND - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      sends.push(this.#post(this.#archive.vocabulary.sentence(9)));
    }
    return await Promise.all(sends);
  }

  /** Messages acked a second, with so many under way at any time. */
  async burst(): Promise<number> {
    let left = BURST;
    const begun = performance.now();
    await Promise.all(Array.from({ length: UNDER_WAY }, async () => {
      while (left-- > 0) await this.#post(this.#archive.vocabulary.sentence(9));
    }));
    return BURST / (performance.now() - begun) * 1_000;
  }

  /** Milliseconds from the ack of a message until it is found. */
  async lag(): Promise<number> {
    const word = `zz${newId()}`;
    await this.#post(word);
    const begun = performance.now();
    while ((await this.find({ words: [word] })) === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return performance.now() - begun;
  }

  async find(query: Partial<SearchQuery>): Promise<number> {
    const asked = {
      words: [],
      phrases: [],
      without: [],
      has: [],
      order: "newest",
      ...query,
    } as const;
    return (await this.#searching.find(1, asked, { limit: 50 })).hits.length;
  }

  async #post(body: string): Promise<number> {
    const room = 1 + Math.floor(Math.random() * this.#archive.rooms);
    const begun = performance.now();
    await this.#chat.post(this.#author, { id: newId(), room, body });
    return performance.now() - begun;
  }
}

/** The dearest there are: they find little and look at much. */
function worstQueries({ vocabulary: { words } }: Archive): Partial<SearchQuery>[] {
  const folded = words.slice(0, 8).map(foldText);
  const [a = "", b = "", c = "", d = ""] = folded;
  return [
    { words: ["a", "e"], without: ["o"] },
    { words: [a], without: [a] },
    { words: ["x"] },
    { words: ["%"] },
    { words: ["🎉"] },
    { phrases: [`${a} ${b} ${c} ${d}`] },
    { words: [a, b, c, d], phrases: [`${d} ${a}`], order: "best" },
    { words: ["ar", "er", "ir", "or"], without: ["tra"], order: "best" },
    { has: ["link"], words: ["a"] },
    { words: folded },
  ];
}

/** What searching and its index cost those who talk, and how far the index is behind. */
export async function measureTalk(
  { store, archive }: { store: Store; archive: Archive },
): Promise<void> {
  const talk = new Talk(store, archive);
  const told = (times: readonly number[]) => [0.5, 0.99, 1].map((p) => percentile(times, p));
  printRow("200 a second, no index: acks, p50 p99 max, ms", told(await talk.send(SECONDS)));
  talk.index();
  const lags: number[] = [];
  let talking = true;
  const [acks] = await Promise.all([
    talk.send(SECONDS).finally(() => talking = false),
    (async () => {
      while (talking) lags.push(await talk.lag());
    })(),
  ]);
  printRow("200 a second, with the index: acks", told(acks));
  printRow("200 a second: from the ack until it is found", told(lags));
  talking = true;
  const worst = worstQueries(archive);
  let searched = 0;
  const [amid] = await Promise.all([
    talk.send(SECONDS).finally(() => talking = false),
    ...Array.from({ length: ASKERS }, async (_, n) => {
      while (talking) {
        await talk.find(worst[n % worst.length]!);
        searched++;
      }
    }),
  ]);
  const speed = ` (${(searched / SECONDS).toFixed(1)} searches a second)`;
  printRow("200 a second, 20 of the worst searches under way: acks", told(amid), speed);
  await talk.stop();
  const bare: number[] = [];
  const indexed: number[] = [];
  for (let n = 0; n < 5; n++) {
    bare.push(await talk.burst());
    talk.index();
    indexed.push(await talk.burst());
    await talk.stop();
  }
  printRow("acked a second, 100 under way, without and with the index", [
    percentile(bare, 0.5),
    percentile(indexed, 0.5),
  ]);
}
