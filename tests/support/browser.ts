import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./run/tools.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** What a visitor is like, where not like everybody. */
export interface VisitorOptions {
  javaScriptEnabled?: boolean;
  viewport?: { width: number; height: number };
  /** A telephone: a finger, and a page as wide as the screen. */
  hasTouch?: boolean;
  isMobile?: boolean;
  /** Pages are shown as if they had no policy. */
  bypassCSP?: boolean;
  /** Pages may have the site's worker, which answers in the place of the network. */
  serviceWorkers?: "allow" | "block";
  permissions?: readonly string[];
  colorScheme?: "light" | "dark";
  forcedColors?: "active" | "none";
  reducedMotion?: "reduce";
  /** By an IANA name. */
  timezoneId?: string;
}

/** One person at a browser of their own: cookies and storage are theirs alone. */
export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of: errors, console errors, breaches of its policy. */
  readonly complaints: string[] = [];
  /** Every address that was asked for. */
  readonly requests: string[] = [];

  constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    context.on("request", (request) => this.requests.push(request.url()));
    page.on("websocket", (socket) => this.requests.push(socket.url()));
    page.on("pageerror", ({ message }) => {
      // A page that is left before it was all there is not led over to softly: nobody misses that.
      if (!/^Transition was (?:aborted|skipped)/.test(message)) {
        this.complaints.push(`error: ${message}`);
      }
    });
    page.on("console", (message) => {
      const { url } = message.location();
      // A policy's breach comes this way too. A refused or lost connection is told by the network.
      const network = /Failed to load resource|WebSocket connection to|net::ERR_/;
      if (message.type() !== "error" || network.test(message.text())) return;
      this.complaints.push(`console: ${message.text()} (${url})`);
    });
  }
}

/** A Chromium for one test file; every visitor in it is a person of their own. */
export class TestBrowser implements AsyncDisposable {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Somebody comes with a fresh browser, and has not opened anything yet. */
  async visitor({ permissions = [], ...options }: VisitorOptions = {}): Promise<Visitor> {
    const context = await this.#browser.newContext({
      ...{ locale: "pt-BR", serviceWorkers: "block" },
      ...options,
    });
    if (permissions.length > 0) await context.grantPermissions([...permissions]);
    context.setDefaultTimeout(10_000);
    return new Visitor(context, await context.newPage());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

/** A Chromium that a test wants to have. */
interface BrowserWishes {
  /** Names that it takes for this machine. */
  hosts?: string[];
  /** It has a microphone, which hears a tone again and again. */
  microphone?: boolean;
}

/** Starts Chromium. */
export async function startBrowser(
  { hosts = [], microphone = false }: BrowserWishes = {},
): Promise<TestBrowser> {
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1`).join(", ");
  const browser = await chromium.launch({
    executablePath: chromiumPath({ whole: microphone }),
    args: [
      ...FLAGS,
      ...rules === "" ? [] : [`--host-resolver-rules=${rules}`],
      ...microphone ? ["--use-fake-device-for-media-stream"] : [],
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  return new TestBrowser(browser);
}
