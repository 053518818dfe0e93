import { page } from "fresh";
import { Head } from "fresh/runtime";
import { DeviceNotice } from "@/components/DeviceNotice.tsx";
import { Flash } from "@/components/Flash.tsx";
import { roomName } from "@/components/named.ts";
import { RoomHeader } from "@/components/RoomHeader.tsx";
import { Outside, Past } from "@/components/StaticConversation.tsx";
import Conversation from "@/islands/Conversation.tsx";
import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { ClientId, Id, type Message, type Room } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { markupsOf } from "@/lib/markup/markups_of.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define, type State } from "@/utils.ts";
import { attempt, complaintAt, type Refused } from "../(_pages)/deeds.tsx";
import { findRoom } from "../(_pages)/find_room.ts";
import { type FlashData, flashOf } from "../(_pages)/flash.ts";
import { type Frame, frameOf, unreadElsewhere } from "../(_pages)/frame.ts";
import { markRead } from "../(_pages)/mark_read.ts";
import { Side } from "../(_pages)/side.tsx";

interface RoomData {
  frame: Frame;
  room: Room;
  /** `undefined`: a public room that the person is not in. */
  history: History | undefined;
  form: FormState;
  flash: FlashData | undefined;
  /** Why the person could not come in. */
  refused?: Refused;
}

interface History {
  messages: Message[];
  rev: number;
  /** There are older messages. */
  more: boolean;
  /** An older stretch, and not the end. */
  past: boolean;
}

/** What the form starts with; after a refusal, what it brought. */
interface FormState {
  clientId: string;
  text: string;
  refusal: string | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room, moved } = await findRoom(ctx);
    if (moved !== undefined) return ctx.redirect(moved, 303);
    const before = seqOf(ctx.url.searchParams.get("before"));
    const { state, req, url } = ctx;
    const flash = await flashOf({ state, req, url, room: room.id });
    return page<RoomData>({ ...await open(state, room, before), form: emptyForm(), flash });
  },

  async POST(ctx) {
    const { state } = ctx;
    if (!state.session) return ctx.redirect("/", 303);
    const { chat, rooms } = state.services;
    const { user } = state.session;
    const fields = await readForm(ctx.req);
    const { room } = await findRoom(ctx);
    const here = `/r/${room.slug}`;
    if (fields.has("join")) {
      const act = async () => {
        await rooms.join(user, room.id);
        return { to: here };
      };
      const outcome = await attempt(ctx, { deed: "join", form: fields, act });
      if (outcome instanceof Response) return outcome;
      const data = { ...await open(state, room), form: emptyForm(), flash: undefined };
      return page<RoomData>({ ...data, refused: outcome }, { status: outcome.status });
    }
    if (fields.has("read")) {
      await markRead(state, { room: room.id, seq: seqOf(fields.get("read")) ?? 0 });
      return ctx.redirect(here, 303);
    }
    const text = fieldOf(fields, "body");
    const id = ClientId.safeParse(fieldOf(fields, "id")).data ?? newClientId();
    try {
      const { seq } = await chat.post(user, { id, room: room.id, body: text });
      // One's own message is not news on the page that comes next.
      await markRead(state, { room: room.id, seq });
      return ctx.redirect(here, 303);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      const refusal = refusalOf(text) ?? error.code;
      const form = { clientId: id, text, refusal };
      const data = { ...await open(state, room), form, flash: undefined };
      return page<RoomData>(data, { status: ERRORS[error.code].status });
    }
  },
});

function emptyForm(): FormState {
  return { clientId: newClientId(), text: "", refusal: undefined };
}

async function open(
  state: State,
  room: Room,
  before?: number,
): Promise<Pick<RoomData, "frame" | "room" | "history">> {
  const frame = await frameOf(state);
  if (!room.joined) return { frame, room, history: undefined };
  // One more than is shown tells whether there are older ones.
  const query = { limit: LIMITS.page + 1, ...(before === undefined ? {} : { before }) };
  const { messages, rev } = await state.services.chat.history(frame.me.id, room.id, query);
  const more = messages.length > LIMITS.page;
  const shown = messages.slice(-LIMITS.page);
  return { frame, room, history: { messages: shown, rev, more, past: before !== undefined } };
}

// The server's word for these is one, `invalid`; the person is told more.
function refusalOf(text: string): string | undefined {
  if (text.trim() === "") return "blank";
  return text.length > LIMITS.body ? "too_large" : undefined;
}

function seqOf(text: string | null): number | undefined {
  return text === null ? undefined : Id.safeParse(Number(text)).data;
}

/** A room: the others at the side, the conversation, and a line to write in. */
export default define.page<typeof handler>(function RoomPage({ data, req, state, url }) {
  const { frame, room, history, form, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const rail = speech.of("rail");
  const { page, chat, chatProps } = speech;
  const { me, mutedUntil } = frame;
  const now = Date.now();
  return (
    <div class="app">
      <Head>
        <title>{`${roomName(room, rail.say("gone"))} · ConexaoChat`}</title>
      </Head>
      <Side {...{ state, url, frame, speech }} current={room.id} />
      <main class="conv" id="conversa">
        <RoomHeader
          room={room}
          elsewhere={unreadElsewhere(frame, room.id)}
          {...{ page, rail }}
          rooms={speech.of("rooms")}
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
          : history.past
          ? <Past {...{ me, room, now, chat }} {...history} page={page} />
          : (
            <Conversation
              store={state.services.store.id}
              {...{ me, room, now }}
              messages={history.messages}
              markups={markupsOf(history.messages)}
              rev={history.rev}
              more={history.more}
              speech={chatProps}
              mutedUntil={mutedUntil}
              readText={speech.of("rooms").say("read")}
              {...form}
            />
          )}
      </main>
    </div>
  );
});
