import { App } from "fresh";
import { openAuth } from "@/lib/auth/open_auth.ts";
import { Chat } from "@/lib/chat/chat.ts";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { Settings } from "@/lib/chat/settings.ts";
import { errors } from "@/lib/middlewares/errors.ts";
import { signedIn } from "@/lib/middlewares/signed_in.ts";
import Page from "@/routes/_app.tsx";
import ErrorPage, { handler as errorHandler } from "@/routes/_error.tsx";
import JoinPage, { handler as joinHandler } from "@/routes/index.tsx";
import RoomPage, { handler as roomHandler } from "@/routes/r/[slug].tsx";
import { handler as leaveHandler } from "@/routes/sair.ts";
import type { State } from "@/utils.ts";
import { openSqliteStore } from "../support/sqlite_store.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "192.168.0.7", port: 50_000 },
  completed: Promise.resolve(),
};

/** The pages over a real store, without a listening server and without scripts. */
export interface Pages extends AsyncDisposable {
  chat: Chat;
  /** A browser of its own: it keeps its cookies, and does not follow redirects. */
  browser(): Browser;
}

/** One browser; `path` begins with a slash. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form, as the browser writes it. */
  post(path: string, fields: Record<string, string>): Promise<Response>;
}

/** Opens the pages of a new chat. */
export async function openPages(): Promise<Pages> {
  const opened = await openSqliteStore();
  const { store } = opened;
  const parts = { store, people: store.people, clock: systemClock, log: silentLog };
  const chat = new Chat({ ...parts, rateLimits: false });
  const { server, moderation } = store;
  const settings = new Settings({ server, moderation, clock: systemClock, fixed: {} });
  const auth = openAuth({
    ...{ ...parts, settings, cookieName: "conexao", rateLimits: false },
    presence: { online: () => 0, people: () => [] },
  });
  const services = { store, chat, settings, ...auth, log: silentLog, config: { trustProxy: [] } };
  const handler = new App<State>()
    .use((ctx) => {
      Object.assign(ctx.state, { services });
      return ctx.next();
    })
    .onError("*", { component: ErrorPage, handler: errorHandler })
    .appWrapper(Page)
    .use(errors)
    .use(signedIn)
    .route("/", { component: JoinPage, handler: joinHandler })
    .route("/r/:slug", { component: RoomPage, handler: roomHandler })
    .route("/sair", { handler: leaveHandler })
    .handler();
  return {
    chat,
    browser: () => newBrowser((request) => handler(request, INFO)),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

function newBrowser(ask: (request: Request) => Promise<Response>): Browser {
  let cookie = "";
  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookie) headers.set("cookie", cookie);
    const response = await ask(new Request(`http://sala.lan:8550${path}`, { ...init, headers }));
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(";", 1)[0] ?? "";
    return response;
  }
  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields) => send(path, { method: "POST", body: new URLSearchParams(fields) }),
  };
}
