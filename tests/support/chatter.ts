import { expect } from "expect";
import type { Locator } from "playwright-core";
import type { TestBrowser, Visitor, VisitorOptions } from "./browser.ts";
import type { Person } from "./person.ts";

/** Somebody at a browser who chats, as people do: by what they see and press. */
export class Chatter {
  readonly visitor: Visitor;
  readonly url: string;

  constructor(visitor: Visitor, url: string) {
    this.visitor = visitor;
    this.url = url;
  }

  /** Somebody new, who types a name and comes in. */
  static async join(
    browser: TestBrowser,
    url: string,
    name: string,
    options: VisitorOptions = {},
  ): Promise<Chatter> {
    const chatter = new Chatter(await browser.visitor(options), url);
    await chatter.page.goto(url);
    await chatter.page.getByLabel("Como você se chama?").fill(name);
    await chatter.page.getByRole("button", { name: "Entrar" }).click();
    await chatter.page.waitForURL("**/r/geral");
    if (options.javaScriptEnabled !== false) await chatter.#alive(options);
    return chatter;
  }

  /** A person who is signed in already opens a room. */
  static async open(
    browser: TestBrowser,
    person: Person,
    { slug = "geral", ...options }: VisitorOptions & { slug?: string } = {},
  ): Promise<Chatter> {
    const visitor = await browser.visitor(options);
    const [name = "", value = ""] = person.cookie?.split("=") ?? [];
    await visitor.context.addCookies([{ name, value, url: person.url }]);
    const chatter = new Chatter(visitor, person.url);
    await chatter.page.goto(`${person.url}/r/${slug}`);
    if (options.javaScriptEnabled !== false) await chatter.#alive(options);
    return chatter;
  }

  get page() {
    return this.visitor.page;
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Escreva em #/ });
  }

  get log(): Locator {
    return this.page.getByRole("log");
  }

  /** The messages on the page with this text. */
  messages(text: string): Locator {
    return this.log.getByRole("article").filter({ hasText: text });
  }

  // With fingers nothing is given the focus unasked.
  #alive({ hasTouch = false }: VisitorOptions): Promise<void> {
    return hasTouch ? this.settled() : this.ready();
  }

  /** Resolves when the script has taken the page over: it gives the field the focus. */
  async ready(): Promise<void> {
    await this.page.locator("#escrever:focus").waitFor();
  }

  /** Resolves when what is written is kept also without a connection. */
  async settled(): Promise<void> {
    await this.page.locator("form.composer[data-ready]").waitFor();
  }

  /** Types a message and presses Enter. */
  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Resolves when a message with this text is to be seen, once. */
  async sees(text: string, within = 5_000): Promise<void> {
    await this.messages(text).first().waitFor({ timeout: within });
    expect([text, await this.messages(text).count()]).toEqual([text, 1]);
  }

  /** What the messages on the page say, in order. */
  async texts(): Promise<string[]> {
    return await this.log.locator("article .txt").allInnerTexts();
  }

  /** Nothing went wrong on the page, and nothing was asked of another host. */
  expectPeace(): void {
    expect(this.visitor.complaints).toEqual([]);
    const { host } = new URL(this.url);
    const strange = this.visitor.requests.filter((url) =>
      !/^(?:data|blob|about):/.test(url) && new URL(url).host !== host
    );
    expect(strange).toEqual([]);
    expect(this.visitor.requests.length).toBeGreaterThan(0);
  }
}

/** How many entries this browser keeps for sending. */
export async function keptBy({ page }: Chatter): Promise<number> {
  return await page.evaluate(() =>
    new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open("conexao");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const counting = database.transaction("outbox").objectStore("outbox").count();
        counting.onsuccess = () => {
          database.close();
          resolve(counting.result);
        };
      };
    })
  );
}
