import { expect } from "expect";
import { startBrowser, type TestBrowser } from "./browser.ts";
import { Chatter } from "./chatter.ts";
import { eventually } from "./eventually.ts";
import { openMenu, say } from "./message_acts.ts";
import { OwnWay } from "./own_way.ts";
import { Person, read } from "./person.ts";
import { shownIn, type ShownMessage } from "./shown_in.ts";
import { SharedSite } from "./sites.ts";

/** So much was said before: a few pages of it. */
const BEFORE = 160;

/** Who is in the kitchen, and where. */
interface Kitchen {
  site: SharedSite;
  browser: TestBrowser;
  /** Bruno's way to his instance. */
  way: OwnWay;
  clara: Person;
  /** Ana and Bruno without a browser. */
  owner: Person;
  guest: Person;
  room: { id: number; slug: string };
  ana: Chatter;
  bruno: Chatter;
  /** Bruno at a browser without scripts, on Ana's instance: each page is as the server makes it. */
  still: Chatter;
}

/**
 * Two instances on one MySQL and one Redis. Ana, whose room the kitchen is, sits at a browser on
 * one; Bruno, whose connection can be cut, at one on the other; Clara speaks the protocol.
 */
export class SharedKitchen implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly site: SharedSite;
  readonly browser: TestBrowser;
  readonly way: OwnWay;
  readonly clara: Person;
  readonly owner: Person;
  readonly guest: Person;
  readonly room: { id: number; slug: string };
  readonly ana: Chatter;
  readonly bruno: Chatter;
  readonly still: Chatter;

  private constructor(stack: AsyncDisposableStack, kitchen: Kitchen) {
    this.#stack = stack;
    this.site = kitchen.site;
    this.browser = kitchen.browser;
    this.way = kitchen.way;
    this.clara = kitchen.clara;
    this.owner = kitchen.owner;
    this.guest = kitchen.guest;
    this.room = kitchen.room;
    this.ana = kitchen.ana;
    this.bruno = kitchen.bruno;
    this.still = kitchen.still;
  }

  static async open(): Promise<SharedKitchen> {
    await using stack = new AsyncDisposableStack();
    const [site, browser] = await Promise.all([SharedSite.open(), startBrowser()]);
    stack.use(site);
    stack.use(browser);
    const way = stack.use(new OwnWay(site.b.port));
    const ana = await Person.named("Ana", site.a.url);
    const clara = await Person.named("Clara", site.a.url);
    const bruno = await Person.named("Bruno", way.url);
    const made = await ana.ask("/api/v1/rooms", {
      method: "POST",
      body: { name: "cozinha", kind: "public", members: [bruno.user.id, clara.user.id] },
    });
    const { room } = read(made);
    await fill(clara, room.id);
    const { slug } = room;
    const [here, there, still] = await Promise.all([
      Chatter.open(browser, ana, { slug }),
      Chatter.open(browser, bruno, { slug }),
      Chatter.open(browser, bruno.at(site.a.url), { slug, javaScriptEnabled: false }),
    ]);
    const people = {
      clara,
      owner: ana,
      guest: bruno.at(site.a.url),
      ana: here,
      bruno: there,
      still,
    };
    const all = new SharedKitchen(stack.move(), { site, browser, way, room, ...people });
    await all.#settle();
    return all;
  }

  /** The kitchen's messages, as the store has them. */
  get base(): string {
    return `/api/v1/rooms/${this.room.id}`;
  }

  /** Something happens while Bruno has no connection; he learns nothing of it until he has one. */
  async withoutBruno(act: () => Promise<unknown>): Promise<void> {
    const { bruno, clara, way, room } = this;
    const newest = (await clara.history(room.id)).at(-1)?.seq ?? 0;
    await way.cut(bruno);
    const before = await shownIn(bruno);
    await act();
    const after = await shownIn(bruno);
    expect(after.filter(({ seq }) => seq > newest)).toEqual([]);
    // A page of what is older may have been on its way.
    expect(after.filter((one) => isIn(before, one))).toEqual(
      before.filter((one) => isIn(after, one)),
    );
    await way.mend(bruno);
  }

  /** Bruno's living page shows, without a gap, what a new page of his shows on Ana's instance. */
  async expectSame(): Promise<void> {
    const { bruno, still, clara } = this;
    const room = (await clara.rooms()).find(({ id }) => id === this.room.id);
    await still.page.goto(`${still.url}/r/${room?.slug}`);
    const fresh = await shownIn(still);
    expect(fresh.length).toBeGreaterThan(1);
    const living = async () => (await shownIn(bruno)).slice(-fresh.length);
    // Late code may still be on its way; what it never brings is shown by what is awaited next.
    await eventually(async () => JSON.stringify(await living()) === JSON.stringify(fresh))
      .catch(() => {});
    expect(await living()).toEqual(fresh);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  /** All code that is wanted later is there: without a connection none could come. */
  async #settle(): Promise<void> {
    for (const who of [this.ana, this.bruno]) {
      await who.settled();
      await openMenu(who, "o último a sair apaga a luz");
      await who.page.keyboard.press("Escape");
      await who.composer.fill("**");
      await who.composer.fill("");
      await who.page.evaluate(() => Reflect.set(globalThis, "stays", true));
    }
  }
}

function isIn(all: readonly ShownMessage[], { seq }: ShownMessage): boolean {
  return all.some((one) => one.seq === seq);
}

/** Clara has told much already. */
async function fill(clara: Person, room: number): Promise<void> {
  await say(clara, room, "quem traz o cabo?");
  await using line = await clara.connect();
  await Promise.all(Array.from({ length: BEFORE }, (_, n) => line.post(room, `receita ${n}.`)));
  await say(clara, room, "o último a sair apaga a luz");
}
