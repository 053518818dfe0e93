import { coverSpoilers } from "@/lib/markup/plain_of.ts";
import type { News } from "./herald.ts";
import { notices, workers } from "./secure_doors.ts";

/** What a notice of the system carries for whoever answers or opens it; see `lib/worker`. */
export interface NoticeData {
  store: string;
  user: { id: number; name: string };
  room: number;
  /** Where the message is. */
  path: string;
  /** What is said if an answer could not be sent yet. */
  later: string;
}

/** What is said in a notice, which is not this module's business. */
export interface NoticeWords {
  /** What the room is called; for a conversation with one person, that one's name. */
  room: string;
  /** Who wrote what. */
  line(name: string, text: string): string;
  files: string;
  discreet: string;
  reply: string;
  placeholder: string;
  later: string;
}

/** What browsers know of a notice beyond what the types tell: of each action, a field for a text. */
interface NoticeOptions extends NotificationOptions {
  renotify: boolean;
  actions?: { action: string; title: string; type: "text"; placeholder: string }[];
}

/** A notice of the system, as it is shown: one for each room, which the next one takes the place of. */
export function noticeOf(
  { store, me, room, message }: News,
  { words, discreet }: { words: NoticeWords; discreet: boolean },
): { title: string; options: NoticeOptions } {
  const { body, author, seq, files } = message;
  const text = body === "" && files ? words.files : coverSpoilers(body);
  const data: NoticeData = {
    ...{ store, room: room.id, path: `/r/${room.slug}/${seq}`, later: words.later },
    user: { id: me.id, name: me.name },
  };
  const options = {
    ...{ tag: tagOf(room.id), renotify: true, data },
    icon: "/icons/icon-192.png",
    // The page has a sound of its own, which can be turned off by itself.
    silent: true,
  };
  if (discreet) return { title: "ConexaoChat", options: { ...options, body: words.discreet } };
  return {
    title: words.room,
    options: { ...options, body: room.kind === "direct" ? text : words.line(author.name, text) },
  };
}

/** Shows a notice, if the person has allowed that here. */
export async function notify(
  news: News,
  { words, discreet }: { words: NoticeWords; discreet: boolean },
): Promise<void> {
  const door = notices();
  if (door?.permission !== "granted") return;
  const { title, options } = noticeOf(news, { words, discreet });
  const { reply, placeholder } = words;
  const registration = await workers()?.getRegistration();
  if (registration?.active) {
    const actions: NoticeOptions["actions"] = discreet
      ? []
      : [{ action: "reply", title: reply, type: "text", placeholder }];
    return await registration.showNotification(title, { ...options, actions } as NoticeOptions);
  }
  const shown = new door(title, options);
  shown.addEventListener("click", () => {
    globalThis.focus();
    location.assign(options.data.path);
  });
}

/** Takes a room's notice away: what it told of is read. */
export async function unnotify(room: number): Promise<void> {
  const registration = await workers()?.getRegistration();
  for (const shown of await registration?.getNotifications({ tag: tagOf(room) }) ?? []) {
    shown.close();
  }
}

/** Asks for leave to show notices; only ever where the person has just pressed for it. */
export async function askForNotices(): Promise<NotificationPermission> {
  return await notices()?.requestPermission() ?? "denied";
}

function tagOf(room: number): string {
  return `conexao-${room}`;
}
