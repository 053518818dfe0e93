import type { Page } from "playwright-core";
import type { TestBrowser, Visitor } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import type { Look } from "./looks.ts";
import type { Name } from "./talk.ts";
import type { World } from "./world.ts";

/** What a screen may use to come about. */
export interface Scene {
  page: Page;
  world: World;
  /** Whoever sits there, by what they see and press. */
  chatter: Chatter;
  /** It is a telephone. */
  narrow: boolean;
  /** What lives as long as the screen is looked at. */
  stack: AsyncDisposableStack;
}

/** One screen of the app in one state. */
export interface Screen {
  /** As a file is called. */
  name: string;
  /** Who looks at it; nobody who is signed in: `null`. */
  who?: Name | null;
  /** Where it is; or where that is in this world. */
  at: string | ((world: World) => string);
  /** What is done there before it is looked at. */
  act?: (scene: Scene) => Promise<unknown>;
  /** What is done before the page is opened. */
  before?: (scene: Scene) => Promise<unknown>;
  /** It is longer than the window: so many pixels of it are shown. */
  tall?: number;
  /** It leaves something behind in the browser, which is thrown away after it. */
  once?: true;
  /** Only there. */
  only?: "narrow" | "wide";
  /** The browser lets the page do what it may only do where nobody can listen. */
  secure?: true;
  /** What somebody without scripts sees. */
  still?: true;
}

/** Shows screens to whoever wants to look at them: one browser, one world. */
export class Stage {
  readonly #browser: TestBrowser;
  readonly #world: World;
  readonly #visitors = new Map<string, Visitor>();
  readonly #script: string;

  /** `script`: what whoever looks has every page load. */
  constructor(browser: TestBrowser, world: World, { script = "" } = {}) {
    this.#browser = browser;
    this.#world = world;
    this.#script = script;
  }

  /** Whether a screen is there in this look. */
  static has({ only }: Screen, { viewport }: Look): boolean {
    return only === undefined || (only === "narrow") === isNarrow(viewport);
  }

  /** Brings a screen about, and lets somebody look at it. @returns what the page complained of */
  async show(screen: Screen, look: Look, see: (page: Page) => Promise<void>): Promise<string[]> {
    await using stack = new AsyncDisposableStack();
    const visitor = await this.#visitorOf(screen, look);
    if (screen.once) stack.defer(() => visitor.context.close());
    visitor.complaints.length = 0;
    const { page } = visitor;
    const { width, height } = look.viewport;
    await page.setViewportSize({ width, height: screen.tall ?? height });
    const url = screen.secure ? this.#world.site.url : this.#world.url;
    const scene = {
      ...{ page, stack, world: this.#world, narrow: isNarrow(look.viewport) },
      chatter: new Chatter(visitor, url),
    };
    await screen.before?.(scene);
    const path = typeof screen.at === "string" ? screen.at : screen.at(this.#world);
    await page.goto(new URL(path, url).href);
    if (!screen.still) await page.locator("form.composer:not([data-ready])").waitFor(GONE);
    await screen.act?.(scene);
    await see(page);
    return visitor.complaints.slice();
  }

  async #visitorOf({ who = "Ana", once, secure, still }: Screen, look: Look): Promise<Visitor> {
    const key = `${look.name} ${who} ${secure} ${still}`;
    const known = once ? undefined : this.#visitors.get(key);
    if (known) return known;
    const visitor = await this.#browser.visitor({
      ...look,
      timezoneId: this.#world.zone,
      ...still ? { javaScriptEnabled: false } : {},
    });
    // Nobody reads what is only looked at: what is new stays new for the next screen.
    await visitor.context.addInitScript(() => document.hasFocus = () => false);
    if (this.#script !== "") await visitor.context.addInitScript({ content: this.#script });
    if (secure) await visitor.context.grantPermissions(["microphone"]);
    const url = secure ? this.#world.site.url : this.#world.url;
    await visitor.context.addCookies([
      { name: "conexao_zone", value: this.#world.zone, url },
      ...who === null ? [] : [cookieOf(this.#world.person(who).cookie, url)],
    ]);
    if (!once) this.#visitors.set(key, visitor);
    return visitor;
  }
}

const GONE = { state: "detached" } as const;

function cookieOf(cookie: string | undefined, url: string) {
  const [name = "", value = ""] = cookie?.split("=") ?? [];
  return { name, value, url };
}

function isNarrow({ width }: { width: number }): boolean {
  return width < 640;
}
