import { KeptMessages, type KeptRoom } from "@/lib/client/kept_messages.ts";
import { coverSpoilers } from "@/lib/markup/plain_of.ts";

/** How long to wait before the host is asked again, in milliseconds: doubling up to the last. */
const FIRST = 2_000;
const LAST = 15_000;
/** The page's own address: whoever opens that with a connection goes on to the first room. */
const OWN = "/desconectado";

/** The part of the page that this fills, with the words that are said there. */
const place = document.querySelector<HTMLElement>("[data-kept]");
if (place) {
  void show(place);
  void watch();
}

async function show(place: HTMLElement): Promise<void> {
  const rooms = await new KeptMessages().rooms();
  const [, first, slug] = location.pathname.split("/");
  const here = first === "r" ? rooms.find((room) => room.slug === slug) : undefined;
  const others = rooms.filter((room) => room !== here);
  if (here) place.append(heading(here.name), messagesOf(here));
  else if (rooms.length === 0) place.append(made("p", { text: place.dataset.none ?? "" }));
  if (others.length > 0) place.append(heading(place.dataset.rooms ?? ""), linksTo(others));
}

function messagesOf({ messages }: KeptRoom): HTMLElement {
  const list = made("ol", { className: "kept" });
  const { lang } = document.documentElement;
  const times = new Intl.DateTimeFormat(lang, { dateStyle: "short", timeStyle: "short" });
  for (const { name, body, at } of messages) {
    const time = made("time", { text: times.format(new Date(at)) });
    time.setAttribute("datetime", at);
    const head = made("span", { className: "line" });
    head.append(made("b", { text: name }), time);
    const row = made("li");
    row.append(head, made("p", { text: coverSpoilers(body) }));
    list.append(row);
  }
  return list;
}

function linksTo(rooms: readonly KeptRoom[]): HTMLElement {
  const list = made("ul", { className: "kept" });
  for (const { slug, name } of rooms) {
    const link = made("a", { text: name });
    link.setAttribute("href", `/r/${slug}`);
    const row = made("li");
    row.append(link);
    list.append(row);
  }
  return list;
}

function heading(text: string): HTMLElement {
  return made("h2", { text });
}

function made(tag: string, { text = "", className = "" } = {}): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  if (text) element.dir = "auto";
  return element;
}

async function watch(): Promise<void> {
  addEventListener("online", () => void look());
  for (let wait = FIRST;; wait = Math.min(wait * 2, LAST)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (document.visibilityState === "visible") await look();
  }
}

async function look(): Promise<void> {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  if (location.pathname === OWN) location.replace("/");
  else location.reload();
}
