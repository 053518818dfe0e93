import { Component, type ComponentChildren } from "preact";
import { Head } from "fresh/runtime";
import { DeviceNotice } from "@/components/rail/DeviceNotice.tsx";
import { Flash } from "@/components/ui/Flash.tsx";
import { roomName } from "@/components/rail/named.ts";
import { Outside } from "@/components/room/Outside.tsx";
import { RoomHeader } from "@/components/room/RoomHeader.tsx";
import type { DrawRow, RowsContext } from "@/components/log/Rows.tsx";
import { filesWith } from "@/components/message/ShownFiles.tsx";
import Conversation from "@/islands/Conversation.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message, Room } from "@/lib/chat/model.ts";
import type { Page } from "@/lib/chat/store.ts";
import type { Place } from "@/lib/client/timeline.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { markupsOf } from "@/lib/markup/markups_of.ts";
import type { State } from "@/utils.ts";
import { complaintAt, type Refused } from "./deeds.tsx";
import type { FlashData } from "./flash.ts";
import { type Frame, frameOf, unreadElsewhere } from "./frame.ts";
import { complaintOf, type FormState, type Habits, habitsOf, WithoutScript } from "./room_form.tsx";
import { KeptRows } from "./kept_rows.tsx";
import { Side } from "./side.tsx";

const keptRows = new KeptRows();

/** A room as it is opened: at its end, or somewhere in its history. */
export interface OpenRoom {
  frame: Frame;
  room: Room;
  /** `undefined`: a public room that the person is not in. */
  history: History | undefined;
  habits: Habits;
}

/** A stretch of a room's messages. */
interface History extends Page {
  /** There are older messages. */
  more: boolean;
  /** There are newer messages. */
  newer: boolean;
}

/**
 * Opens a room at a place of its history, at its end unless it says.
 *
 * @param opening `frame`: as it was read just now
 */
export async function openRoom(
  state: State,
  room: Room,
  opening: { place?: Place; frame?: Frame } = {},
): Promise<OpenRoom> {
  const { place = {} } = opening;
  const { user } = requireSession(state);
  const [frame, habits, history] = await Promise.all([
    opening.frame ?? frameOf(state),
    habitsOf(state, room),
    room.joined ? stretch(state, { user: user.id, room, place }) : undefined,
  ]);
  return { frame, room, habits, history };
}

async function stretch(
  { services }: State,
  { user, room, place }: { user: number; room: Room; place: Place },
): Promise<History> {
  const limit = LIMITS.page;
  if ("around" in place) {
    const page = await services.chat.history(user, room.id, { limit, ...place });
    // As many before it as from it on, as far as there are so many.
    const older = page.messages.filter(({ seq }) => seq < place.around).length;
    const half = limit / 2;
    return { ...page, more: older >= half, newer: page.messages.length - older >= half };
  }
  // One more than is shown tells whether there is something beyond.
  const query = "after" in place ? place : "before" in place ? place : {};
  const page = await services.chat.history(user, room.id, { limit: limit + 1, ...query });
  const beyond = page.messages.length > limit;
  if ("after" in place) {
    return { ...page, messages: page.messages.slice(0, limit), more: true, newer: beyond };
  }
  const messages = page.messages.slice(-limit);
  return { ...page, messages, more: beyond, newer: "before" in place };
}

/** Has the log in it draw its rows in this way. */
class RowDrawing extends Component<{ draw: DrawRow; children: ComponentChildren }> {
  override getChildContext(): RowsContext {
    return { drawRow: this.props.draw };
  }

  override render() {
    return this.props.children;
  }
}

/** The files of messages as props of their own, which the browser takes over as they are. */
function filesBySeq(
  messages: readonly Message[],
  speech: PageSpeech,
): Record<`files${number}`, ComponentChildren> {
  const filesOf = filesWith(speech.of("files"));
  return Object.fromEntries(
    messages.filter(({ files }) => files).map((one) => [`files${one.seq}`, filesOf(one)]),
  );
}

interface RoomViewProps extends OpenRoom {
  state: State;
  req: Request;
  url: URL;
  form: FormState;
  flash: FlashData | undefined;
  /** The message that the address names, by its `seq`. */
  at?: number;
  /** Why the person could not come in. */
  refused?: Refused | undefined;
}

/** A room: the others at the side, the conversation, and a line to write in. */
export function RoomView(props: RoomViewProps) {
  const { frame, room, habits, history, form, flash, refused, at, state, req, url } = props;
  const speech = speechFor(state.locale, req);
  const rail = speech.of("rail");
  const { page, chat, chatProps } = speech;
  const { me, mutedUntil } = frame;
  const address = url.pathname + url.search;
  return (
    <div class="app" data-rail={state.folded ? "closed" : "open"}>
      <Head>
        <title>{`${roomName(room, rail.say("gone"))} · ConexaoChat`}</title>
      </Head>
      <Side {...{ state, url, frame, speech }} current={room.id} />
      <main class="conv" id="conversa">
        <RoomHeader
          room={room}
          elsewhere={unreadElsewhere(frame, room.id)}
          folded={state.folded}
          path={address}
          {...{ page, rail }}
          rooms={speech.of("rooms")}
          search={speech.of("search")}
          marks={speech.of("marks")}
          files={speech.of("files")}
        />
        {frame.newDevices > 0 && <DeviceNotice n={frame.newDevices} speech={rail} />}
        {flash && <Flash {...flash} />}
        {!history
          ? (
            <Outside
              {...{ room, page }}
              wrong={complaintAt(refused, {
                deeds: ["join"],
                words: { forbidden: page.say("room.excluded") },
                speech,
              })}
            />
          )
          : (
            <RowDrawing draw={(row) => keptRows.draw(row, address)}>
              <Conversation
                store={state.services.store.id}
                {...{ me, room, at }}
                now={Date.now()}
                {...history}
                markups={markupsOf(history.messages)}
                {...filesBySeq(history.messages, speech)}
                speech={chatProps}
                mutedUntil={mutedUntil}
                {...habits}
                clientId={form.clientId}
                text={form.text}
                complaint={complaintOf(form, chat)}
                answered={form.answered}
              />
            </RowDrawing>
          )}
        {history && (
          <WithoutScript
            {...{ room, me }}
            last={history.messages.at(-1)?.seq}
            answered={form.answered}
            speech={chat}
            readText={speech.of("rooms").say("read")}
          />
        )}
      </main>
    </div>
  );
}
