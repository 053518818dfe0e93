import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { DeleteDialog } from "@/components/message/DeleteDialog.tsx";
import { ForwardDialog } from "@/components/message/ForwardDialog.tsx";
import { isOwn } from "@/components/message/is_own.ts";
import { menuItems } from "@/components/message/menu_items.ts";
import { MessageMenu } from "@/components/message/MessageMenu.tsx";
import { rightsOver } from "@/components/message/message_rights.ts";
import { picturesOf, type ShownPicture } from "@/components/message/shown_pictures.ts";
import { ReadersDialog } from "@/components/message/ReadersDialog.tsx";
import { ReportDialog } from "@/components/message/ReportDialog.tsx";
import { RevisionsDialog } from "@/components/message/RevisionsDialog.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message, Room } from "@/lib/chat/model.ts";
import { plainFold } from "@/lib/chat/plain_fold.ts";
import { DeedError } from "@/lib/client/deed_requests.ts";
import { drawDown } from "@/lib/client/draw_down.ts";
import * as deeds from "@/lib/client/message_deeds.ts";
import type { Opened } from "@/lib/client/message_focus.ts";
import { openMenu } from "@/lib/client/open_menu.ts";
import { quickEmoji } from "@/lib/client/recent_emoji.ts";
import { Acts, type ActsProps, type Step } from "./acts.ts";
import { LateLightbox } from "./LateLightbox.tsx";
import { LatePicker } from "./LatePicker.tsx";

interface OpenedActProps extends ActsProps {
  opened: Opened;
}

const QUICK = 6;

/** The menu of a message, or what was chosen from it. */
export function OpenedAct(props: OpenedActProps) {
  const { opened, talk, speech } = props;
  const step = useSignal<Step>(opened.what);
  const message = talk.feed.messages.value.find(({ seq }) => seq === opened.message.seq) ??
    opened.message;
  const acts = useMemo(
    () => new Acts(props, { opened, message, step }),
    [message],
  );
  const shared = { speech, message, close: () => acts.close() };
  switch (step.value) {
    case "menu":
      return <Menu {...props} {...{ message, acts }} />;
    case "react":
      return (
        <LatePicker
          {...shared}
          at={placeOf(opened)}
          choose={(one) => acts.react(one, true)}
        />
      );
    case "forward":
      return (
        <ForwardDialog
          {...shared}
          load={() => roomsBeside(message)}
          fits={has}
          send={(room) => void acts.forward(room)}
        />
      );
    case "revisions":
      return (
        <RevisionsDialog
          {...shared}
          load={() => deeds.revisionsOf(message)}
          markupOf={(one) => talk.texts.of(one)}
          now={talk.today.value}
        />
      );
    case "readers":
      return <ReadersDialog {...shared} load={() => readersOf(message)} />;
    case "report":
      return (
        <ReportDialog
          {...shared}
          longest={LIMITS.reason}
          send={(reason) => void acts.report(reason)}
        />
      );
    case "picture":
      return opened.file && (
        <LateLightbox
          {...{ talk, speech }}
          pictures={picturesBy(talk.feed.messages.value, { message, file: opened.file })}
          first={opened.file}
          close={() => {
            acts.close();
            opened.row.querySelector<HTMLElement>(`a[href="/f/${opened.file}"]`)
              ?.focus({ preventScroll: true });
          }}
        />
      );
    case "delete":
      return <DeleteDialog {...shared} remove={() => void acts.remove()} />;
    default:
      return null;
  }
}

function Menu(props: OpenedActProps & { message: Message; acts: Acts }) {
  const { opened, message, acts, talk, mutedUntil, saved, speech } = props;
  const { me: { value: me }, room: { value: room } } = talk.life;
  const may = rightsOver(message, { room, me, mutedUntil, now: talk.today.value });
  const given = message.reactions?.filter((one) => isOwn(one, me.id)) ?? [];
  const own = new Set(given.map(({ emoji }) => emoji));
  return (
    <MessageMenu
      label={speech.say("tools.menu")}
      about={
        <>
          <bdi>{message.author.name || speech.say("person.gone")}</bdi>
          {", "}
          {speech.dates.moment(Date.parse(message.at), talk.today.value)}
        </>
      }
      others={speech.say("menu.emoji")}
      quick={may.react ? quickEmoji(QUICK).map((emoji) => ({ emoji, on: own.has(emoji) })) : []}
      items={menuItems({
        ...{ message, may, speech },
        replies: talk.feed.repliesTo(message.seq).length,
        kept: saved.value.has(message.seq),
      })}
      at={placeOf(opened)}
      choose={(key) => acts.choose(key)}
      react={({ emoji, on }) => acts.react(emoji, !on)}
      close={() => acts.close()}
      open={openMenu}
      follow={drawDown}
    />
  );
}

/** Those of the conversation; what is beside it may be older than what is loaded of it. */
function picturesBy(
  messages: readonly Message[],
  { message, file }: { message: Message; file: string },
): ShownPicture[] {
  const all = picturesOf(messages);
  return all.some((one) => one.file.id === file) ? all : picturesOf([message]);
}

/** Beside what was pressed, else in the upper corner of the message. */
function placeOf({ at, row }: Opened): { x: number; y: number } {
  const { right, top } = row.getBoundingClientRect();
  return at ?? { x: right, y: Math.max(0, top) };
}

async function roomsBeside({ room }: Message): Promise<Room[]> {
  const rooms = await deeds.ownRooms();
  return rooms.filter(({ id, kind, role }) =>
    id !== room && (kind !== "announcement" || role === "owner")
  );
}

function has(name: string, typed: string): boolean {
  return plainFold(name).includes(plainFold(typed.trim()));
}

/** In a room too large to tell there are none to be had. */
async function readersOf(message: Message): Promise<deeds.Readers | undefined> {
  try {
    return await deeds.readersOf(message);
  } catch (error) {
    if (error instanceof DeedError && error.status === 403) return undefined;
    throw error;
  }
}
