import { systemClock } from "@/lib/chat/clock.ts";
import { LONGEST_BODY } from "@/lib/chat/longest_body.ts";
import { messagesIn, type Quotable } from "./api_answers.ts";
import { askApi } from "./ask_api.ts";
import { sweepDrafts } from "./begun.ts";
import type { Locale } from "./commands.ts";
import { Completion } from "./completion.ts";
import { commandSource, emojiSource, peopleSource } from "./completion_sources.ts";
import { Composer } from "./composer.ts";
import type { Divider } from "./divider.ts";
import type { Draft } from "./drafts.ts";
import type { LateFiles } from "./late_files.ts";
import { keepFocus } from "./keep_focus.ts";
import type { RoomFeed } from "./room_feed.ts";
import type { RoomLife } from "./room_life.ts";
import { roomForKeyboard } from "./room_for_keyboard.ts";
import { RoomPeople } from "./room_people.ts";
import { runCommand } from "./run_command.ts";
import { turnLog } from "./turn_log.ts";

/** In which room, and how, somebody writes. */
export interface WritingDesk {
  talk: {
    feed: RoomFeed;
    life: RoomLife;
    divider: Divider;
    send(body: string, replyTo?: number): void;
    files: LateFiles;
  };
  draft: Draft;
  locale: Locale;
  /** The person may call everybody. */
  callsAll: boolean;
}

/** Makes a composer of the field of a room's page. */
export function makeComposer(area: HTMLTextAreaElement, desk: WritingDesk): Composer {
  const { talk, draft, locale, callsAll } = desk;
  const { feed, life, divider } = talk;
  const room = life.room.value.id;
  const me = life.me.value.id;
  const people = new RoomPeople({ room, me }, () => feed.messages.value);
  sweepDrafts(draft.key, Date.now());
  roomForKeyboard();
  keepFocus(area, ".send, .log");
  const composer: Composer = new Composer({
    ...{ area, draft, feed, me, longest: LONGEST_BODY, clock: systemClock },
    find: (seq) => messageAt(room, seq),
    completion: new Completion(area, [
      peopleSource(people, { locale, callsAll }),
      emojiSource(locale),
      commandSource(locale),
    ]),
    run: (command, rest) =>
      runCommand(command, rest, {
        room: () => life.room.value,
        go: (path) => location.assign(path),
        tell: (notice) => composer.notice.value = notice,
      }),
    post: (body, replyTo) => talk.send(body, replyTo),
    files: {
      wait: () => talk.files.desk.peek()?.uploads.ready[0] !== undefined,
      takeBack: (files) => talk.files.ask((desk) => desk.uploads.takeBack(files)),
      attach: (text) => talk.files.ask((desk) => desk.attach(text)),
    },
    tell: (on) => life.tellTyping(on),
    idle: () => divider.news.value === undefined,
    turn: (by) => turnLog(area.closest(".talk")?.querySelector(".log"), by),
  });
  return composer;
}

async function messageAt(room: number, seq: number): Promise<Quotable | undefined> {
  const path = `rooms/${room}/messages?around=${seq}&limit=1`;
  const messages = messagesIn(await askApi(path).catch(() => undefined));
  return messages.find((message) => message.seq === seq);
}
