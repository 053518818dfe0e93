import type { AnyVNode } from "./vnode.ts";
import { type ComponentType, type FunctionComponent, isValidElement } from "preact";
import type { BuildCache } from "./build_cache.ts";
import type { ResolvedFreshConfig } from "./config.ts";
import { PARTIAL_SEARCH_PARAM } from "./constants.ts";
import type { ComponentDef } from "./render.ts";
import type { RouteComponent } from "./segments.ts";
import { renderDocument } from "./runtime/server/render_document.ts";
import type { LayoutConfig } from "./types.ts";
import {
  isWebSocketHandlers,
  upgradeRequest,
  type WebSocketHandlers,
  type WebSocketUpgradeOptions,
  wireSocket,
} from "./websocket.ts";

export type { WebSocketHandlers, WebSocketUpgradeOptions };

/** An island as the server knows it. */
export interface Island {
  /** Path of the browser module, such as `/_fresh/js/<build>/Counter.js`. */
  file: string;
  /** Name, unique in the app. */
  name: string;
  /** Name under which the module exports it. */
  exportName: string;
  fn: ComponentType;
  css: string[];
}

/** All islands of an app by their component function. */
// Islands have props of any type.
// deno-lint-ignore no-explicit-any
export type ServerIslandRegistry = Map<ComponentType<any>, Island>;

/** What wraps the page of a request; changes while the chain runs. */
export interface UiTree<Data, State> {
  app: RouteComponent<State> | null;
  layouts: ComponentDef<Data, State>[];
  /** Style sheets of the route. */
  styles: string[];
}

/** Old name of {@linkcode Context}. @deprecated */
export type FreshContext<State = unknown> = Context<State>;

/** What wraps the page of a request. For the library only. */
export let getInternals: <T>(ctx: Context<T>) => UiTree<unknown, T>;
/** The build cache of a request's app. For the library only. */
export let getBuildCache: <T>(ctx: Context<T>) => BuildCache<T>;

/** One request on its way through middlewares and handlers. Apps use it as a type only. */
export class Context<State> {
  // Of any state, so that a context can be passed to middleware which asks for less of it.
  // deno-lint-ignore no-explicit-any
  readonly #internals: UiTree<unknown, any> = {
    app: null,
    layouts: [],
    styles: [],
  };
  readonly #buildCache: BuildCache;

  /** The configuration of the app. */
  readonly config: ResolvedFreshConfig;
  /** The URL of the request, repeated slashes removed; see `trustProxy` for its origin. */
  readonly url: URL;
  /** The request as it came in. */
  req: Request;
  /** The pattern that matched, with the base path; null if none did. */
  readonly route: string | null;
  /** Decoded parameters of the path. */
  readonly params: Record<string, string>;
  /** Shared by all middlewares and components of this request: add to it, do not replace it. */
  readonly state: State;
  /** Always undefined; a page's data is in its props. */
  data: unknown = undefined;
  /** What was thrown further down; null if nothing was. */
  error: unknown | null = null;
  /** Where the request came from. */
  readonly info: Deno.ServeHandlerInfo;
  /** Whether only a part of the page was asked for. */
  readonly isPartial: boolean;
  /** Runs the rest of the chain; rejects with what is thrown there. */
  next: () => Promise<Response>;
  /** The page, for an async app wrapper. */
  Component!: FunctionComponent;

  static {
    getInternals = (ctx) => ctx.#internals;
    getBuildCache = (ctx) => ctx.#buildCache;
  }

  /** For the library only. */
  constructor(
    req: Request,
    url: URL,
    info: Deno.ServeHandlerInfo,
    route: string | null,
    params: Record<string, string>,
    config: ResolvedFreshConfig,
    next: () => Promise<Response>,
    buildCache: BuildCache<State>,
  ) {
    this.req = req;
    this.url = url;
    this.info = info;
    this.route = route;
    this.params = params;
    this.config = config;
    this.next = next;
    this.#buildCache = buildCache;
    this.state = {} as State;
    this.isPartial = url.searchParams.has(PARTIAL_SEARCH_PARAM);
  }

  /**
   * Redirects, by default with status 302. A path keeps to this site: `//evil.com` becomes
   * `/evil.com`. An absolute URL is taken as it is.
   */
  redirect(pathOrUrl: string, status = 302): Response {
    let location = pathOrUrl.startsWith("/") ? withoutRepeatedSlashes(pathOrUrl) : pathOrUrl;
    if (this.isPartial) location = withPartialParam(location);
    return new Response(null, { status, headers: { location } });
  }

  /**
   * Renders JSX inside the layouts and the app wrapper of this place.
   *
   * @throws {TypeError} without arguments, or if `vnode` is neither JSX nor null.
   */
  async render(
    vnode: AnyVNode | null,
    init: ResponseInit | undefined = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    if (arguments.length === 0) {
      throw new TypeError("No arguments passed to: ctx.render()");
    }
    if (vnode !== null && !isValidElement(vnode)) {
      throw new TypeError("Non-JSX element passed to: ctx.render()");
    }
    const tree = this.#internals;
    return await renderDocument(this, this.#buildCache, vnode, init, {
      app: config.skipAppWrapper ? null : tree.app,
      layouts: config.skipInheritedLayouts ? [] : tree.layouts,
      styles: tree.styles,
    });
  }

  /** Answers with text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Answers with a string of HTML. */
  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** Answers with JSON. */
  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Answers with the parts of an iterable as they come; strings are sent as UTF-8. */
  stream<U extends string | Uint8Array>(
    source:
      | Iterable<U>
      | AsyncIterable<U>
      | (() => Iterable<U> | AsyncIterable<U>),
    init?: ResponseInit,
  ): Response {
    const parts = typeof source === "function" ? source() : source;
    return new Response(ReadableStream.from(encodeParts(parts)), init);
  }

  /**
   * Turns the request into a WebSocket. With handlers it returns the response; without, the
   * socket and the response, to wire by hand. Check the `Origin` header first: browsers let any
   * site open a socket here, cookies included.
   *
   * @throws {HttpError} 400 if the request does not ask for a WebSocket.
   */
  upgrade(
    options?: WebSocketUpgradeOptions,
  ): { socket: WebSocket; response: Response };
  upgrade(
    handlers: WebSocketHandlers,
    options?: WebSocketUpgradeOptions,
  ): Response;
  upgrade(
    first?: WebSocketHandlers | WebSocketUpgradeOptions,
    options?: WebSocketUpgradeOptions,
  ): Response | { socket: WebSocket; response: Response } {
    if (!isWebSocketHandlers(first)) return upgradeRequest(this.req, first);
    const { socket, response } = upgradeRequest(this.req, options);
    wireSocket(socket, first);
    return response;
  }
}

// Browsers drop tabs and line ends, and take a backslash for a slash: "/\t/evil.com" and
// "/\evil.com" would lead away just as "//evil.com" does.
function withoutRepeatedSlashes(location: string): string {
  const end = location.search(/[?#]/);
  const path = end === -1 ? location : location.slice(0, end);
  const clean = path.replaceAll(/[\t\r\n]/g, "").replace(/^[/\\]+/, "/").replaceAll(/\/+/g, "/");
  return clean + location.slice(path.length);
}

function withPartialParam(location: string): string {
  const [base = "", ...hash] = location.split(/(?=#)/);
  const separator = base.includes("?") ? "&" : "?";
  return `${base}${separator}${PARTIAL_SEARCH_PARAM}=true${hash.join("")}`;
}

async function* encodeParts(
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const part of parts) {
    yield typeof part === "string" ? encoder.encode(part) : part;
  }
}
