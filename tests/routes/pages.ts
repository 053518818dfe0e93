import { App } from "fresh";
import { parseConfig } from "@/lib/config/parse_config.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { errors } from "@/lib/middlewares/errors.ts";
import { signedIn } from "@/lib/middlewares/signed_in.ts";
import { openServices, type Services } from "@/lib/services.ts";
import Page from "@/routes/_app.tsx";
import ErrorPage, { handler as errorHandler } from "@/routes/_error.tsx";
import DevicePage, { handler as deviceHandler } from "@/routes/ajustes/aparelho.tsx";
import SettingsPage, { handler as settingsHandler } from "@/routes/ajustes/index.tsx";
import { handler as hostLinkHandler } from "@/routes/anfitriao/[token].tsx";
import HostPage, { handler as hostHandler } from "@/routes/anfitriao/index.tsx";
import SearchPage, { handler as searchHandler } from "@/routes/busca.tsx";
import { handler as confirmHandler } from "@/routes/confirmar.tsx";
import TalkPage, { handler as talkHandler } from "@/routes/conversar.tsx";
import InvitePage, { handler as inviteHandler } from "@/routes/convite/[code].tsx";
import SavedPage, { handler as savedHandler } from "@/routes/guardadas.tsx";
import MentionsPage, { handler as mentionsHandler } from "@/routes/mencoes.tsx";
import { handler as undoHandler } from "@/routes/desfazer/[id].tsx";
import { handler as linkHandler } from "@/routes/entrar/[token].tsx";
import WaitPage, { handler as waitHandler } from "@/routes/espera.tsx";
import { handler as languageHandler } from "@/routes/idioma.ts";
import { handler as railHandler } from "@/routes/lateral.ts";
import JoinPage, { handler as joinHandler } from "@/routes/index.tsx";
import RoomPage, { handler as roomHandler } from "@/routes/r/[slug].tsx";
import MessagePage, { handler as messageHandler } from "@/routes/r/[slug]/[seq]/index.tsx";
import MessageActsPage, { handler as messageActsHandler } from "@/routes/r/[slug]/[seq]/opcoes.tsx";
import ThreadPage, { handler as threadHandler } from "@/routes/r/[slug]/[seq]/respostas.tsx";
import PinsPage, { handler as pinsHandler } from "@/routes/r/[slug]/fixadas.tsx";
import RoomSettings, { handler as roomSettingsHandler } from "@/routes/r/[slug]/ajustes.tsx";
import ExportPage, { handler as exportHandler } from "@/routes/r/[slug]/exportar.tsx";
import MembersPage, { handler as membersHandler } from "@/routes/r/[slug]/pessoas.tsx";
import { handler as leaveHandler } from "@/routes/sair.ts";
import RoomsPage, { handler as roomsHandler } from "@/routes/salas.tsx";
import type { State } from "@/utils.ts";
import { hastyHashes } from "../support/hasty_hashes.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "192.168.0.7", port: 50_000 },
  completed: Promise.resolve(),
};

/** The pages over a real store, without a listening server and without scripts. */
export interface Pages extends AsyncDisposable {
  services: Services;
  /** A browser of its own: it keeps its cookies, and does not follow redirects. */
  browser(): Browser;
}

/** One browser; `path` begins with a slash. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form, as the browser writes it. */
  post(path: string, fields: Fields): Promise<Response>;
}

/** What a form sends; a form with a file is sent as one. */
export type Fields = Record<string, string> | [string, string][] | FormData;

/** Opens the pages of a new chat; `environment`: what its owner has set. */
export async function openPages(environment: Record<string, string> = {}): Promise<Pages> {
  const dir = await Deno.makeTempDir({ prefix: "conexao-" });
  const config = parseConfig({ DATA_DIR: dir, RATE_LIMITS: "off", ...environment });
  const services = await openServices(config, silentLog, { hashes: hastyHashes() });
  const handler = pagesOf(services).handler();
  return {
    services,
    browser: () => newBrowser((request) => handler(request, INFO)),
    async [Symbol.asyncDispose]() {
      await services.drain();
      await services.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

function pagesOf(services: Services): App<State> {
  return new App<State>()
    .use((ctx) => {
      Object.assign(ctx.state, { services });
      return ctx.next();
    })
    .onError("*", { component: ErrorPage, handler: errorHandler })
    .appWrapper(Page)
    .use(errors)
    .use(signedIn)
    .route("/", { component: JoinPage, handler: joinHandler })
    .route("/idioma", { handler: languageHandler })
    .route("/lateral", { handler: railHandler })
    .route("/convite/:code", { component: InvitePage, handler: inviteHandler })
    .route("/espera", { component: WaitPage, handler: waitHandler })
    .route("/entrar/:token", { handler: linkHandler })
    .route("/anfitriao", { component: HostPage, handler: hostHandler })
    .route("/anfitriao/:token", { handler: hostLinkHandler })
    .route("/confirmar", { handler: confirmHandler })
    .route("/desfazer/:id", { handler: undoHandler })
    .route("/busca", { component: SearchPage, handler: searchHandler })
    .route("/mencoes", { component: MentionsPage, handler: mentionsHandler })
    .route("/guardadas", { component: SavedPage, handler: savedHandler })
    .route("/salas", { component: RoomsPage, handler: roomsHandler })
    .route("/conversar", { component: TalkPage, handler: talkHandler })
    .route("/ajustes", { component: SettingsPage, handler: settingsHandler })
    .route("/ajustes/aparelho", { component: DevicePage, handler: deviceHandler })
    .route("/r/:slug", { component: RoomPage, handler: roomHandler })
    .route("/r/:slug/pessoas", { component: MembersPage, handler: membersHandler })
    .route("/r/:slug/exportar", { component: ExportPage, handler: exportHandler })
    .route("/r/:slug/ajustes", { component: RoomSettings, handler: roomSettingsHandler })
    .route("/r/:slug/fixadas", { component: PinsPage, handler: pinsHandler })
    .route("/r/:slug/:seq/respostas", { component: ThreadPage, handler: threadHandler })
    .route("/r/:slug/:seq", { component: MessagePage, handler: messageHandler })
    .route("/r/:slug/:seq/opcoes", { component: MessageActsPage, handler: messageActsHandler })
    .route("/sair", { handler: leaveHandler });
}

function newBrowser(ask: (request: Request) => Promise<Response>): Browser {
  const cookies = new Map<string, string>();
  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const kept = [...cookies].map(([name, value]) => `${name}=${value}`);
    const own = headers.get("cookie");
    if (kept.length > 0) headers.set("cookie", [...kept, ...own ? [own] : []].join("; "));
    const response = await ask(new Request(`http://sala.lan:8550${path}`, { ...init, headers }));
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  }
  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields) => {
      const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
      return send(path, { method: "POST", body });
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split("; ");
  const [name = "", value = ""] = pair.split("=", 2);
  if (attributes.includes("Max-Age=0")) cookies.delete(name);
  else cookies.set(name, value);
}
