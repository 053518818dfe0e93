import { render } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import { roomName } from "@/components/rail/named.ts";
import { canRecord } from "@/lib/client/capabilities.ts";
import { chime } from "@/lib/client/chime.ts";
import { deviceChoices } from "@/lib/client/device_choices.ts";
import { Favicon } from "@/lib/client/favicon.ts";
import { Herald, type News } from "@/lib/client/herald.ts";
import type { LiveRail } from "@/lib/client/live_rail.ts";
import type { NewsMark } from "@/lib/client/news_mark.ts";
import { type NoticeWords, notify, unnotify } from "@/lib/client/notifier.ts";
import { OtherPages } from "@/lib/client/other_pages.ts";
import { rememberRoom } from "@/lib/client/recent_rooms.ts";
import { badgeApp } from "@/lib/client/secure_doors.ts";
import { tellIdleness } from "@/lib/client/tell_idleness.ts";
import { unreadIn } from "@/lib/client/unread_title.ts";
import { lateTexts } from "@/lib/i18n/late_texts.ts";
import { Speech, type SpeechProps } from "@/lib/i18n/speech.ts";
import { AblePanel } from "./AblePanel.tsx";
import { prepareShortcuts } from "./run_shortcut.ts";
import { offerWhyNoVoice } from "./VoiceAbsent.tsx";
// All that both use stays in one file: split by who uses it, it would weigh more.
import "../LiveRail.tsx";

interface AblePage {
  rooms: readonly Room[];
  /** The room that is open. */
  current?: number | undefined;
  speech: Pick<SpeechProps<"rail">, "locale" | "zone">;
  quiet: boolean;
}

/** What a page does beyond the conversation, each in the best way that there is here. */
export async function begin(
  live: LiveRail,
  { rooms, current, speech, quiet }: AblePage,
): Promise<void> {
  tellIdleness(live);
  if (current !== undefined) rememberRoom(current);
  // Fingers do not type on at once.
  if (matchMedia("(pointer: fine)").matches) {
    prepareShortcuts(speech.locale).catch(() => {});
  }
  const texts = await lateTexts("able", speech.locale);
  const able = new Speech<"able">({ ...speech, texts });
  if (!quiet) herald(live, unreadIn(rooms), able);
  if (!canRecord()) offerWhyNoVoice(able);
  const place = document.querySelector("[data-able]");
  if (place) render(<AblePanel able={able} quiet={quiet} />, place);
  if (!isSecureContext) return;
  const { beginInstalled } = await import("./Installed.tsx");
  await beginInstalled(live, { current, able });
}

function herald(live: LiveRail, before: number, able: Speech<"able">): void {
  const { feed, rooms: shown, attention: { here } } = live;
  const pages = new OtherPages(() => here.peek());
  const favicon = new Favicon();
  const herald = new Herald({
    ...{ me: feed.me, rooms: feed.rooms, shown, here, before },
    looked: () => pages.looked(),
    join: (member) => live.line.join(member),
    mark(mark: NewsMark) {
      void favicon.show(mark);
      void badgeApp(mark);
    },
    sound: () => deviceChoices().sound && void chime(),
    tell(news) {
      const { notices, discreet } = deviceChoices();
      if (notices) void notify(news, { words: wordsFor(news, able), discreet }).catch(() => {});
    },
    untell: (room) => void unnotify(room).catch(() => {}),
  });
  herald.start();
  live.attend(() => {
    herald.stop();
    pages.close();
  });
}

function wordsFor({ room }: News, able: Speech<"able">): NoticeWords {
  return {
    room: roomName(room, able.say("news.gone")),
    line: (name, text) => able.say("news.line", { name, text }),
    files: able.say("news.files"),
    discreet: able.say("news.discreet"),
    reply: able.say("news.reply"),
    placeholder: able.say("news.placeholder"),
    later: able.say("news.later"),
  };
}
