import { type Context, page } from "fresh";
import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { ClientId, Id, type Room } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import type { Place } from "@/lib/client/timeline.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { startOfDay } from "@/lib/i18n/start_of_day.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { attempt, type Refused } from "../(_pages)/deeds.tsx";
import { findRoom } from "../(_pages)/find_room.ts";
import { type FlashData, flashOf } from "../(_pages)/flash.ts";
import { frameOf } from "../(_pages)/frame.ts";
import { markRead } from "../(_pages)/mark_read.ts";
import { answeredIn, emptyForm, type FormState } from "../(_pages)/room_form.tsx";
import { type OpenRoom, openRoom, RoomView } from "../(_pages)/room_view.tsx";

interface RoomData extends OpenRoom {
  form: FormState;
  flash: FlashData | undefined;
  /** Why the person could not come in. */
  refused?: Refused;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { state, req, url } = ctx;
    const frame = await frameOf(state);
    const { room, moved } = await findRoom(ctx, "", frame.rooms);
    if (moved !== undefined) return ctx.redirect(moved, 303);
    const flash = await flashOf({ state, req, url, room: room.id });
    const day = url.searchParams.get("dia");
    if (day !== null && room.joined) return ctx.redirect(await wayTo(ctx, room, day), 303);
    const opened = await openRoom(state, room, { place: placeOf(url.searchParams), frame });
    const answered = await answeredIn(state, room, url.searchParams.get("responder"));
    return page<RoomData>({ ...opened, form: emptyForm(answered), flash });
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
      const data = { ...await openRoom(state, room), form: emptyForm(), flash: undefined };
      return page<RoomData>({ ...data, refused: outcome }, { status: outcome.status });
    }
    if (fields.has("read")) {
      await markRead(state, { room: room.id, seq: seqOf(fields.get("read")) ?? 0 });
      return ctx.redirect(here, 303);
    }
    const text = fieldOf(fields, "body");
    const id = ClientId.safeParse(fieldOf(fields, "id")).data ?? newClientId();
    const replyTo = seqOf(fields.get("replyTo"));
    try {
      const { seq } = await chat.post(user, { id, room: room.id, body: text, replyTo });
      // One's own message is not news on the page that comes next.
      await markRead(state, { room: room.id, seq });
      return ctx.redirect(here, 303);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      const refusal = refusalOf(text) ?? error.code;
      const answered = await answeredIn(state, room, fields.get("replyTo"));
      const form = { clientId: id, text, refusal, answered };
      const data = { ...await openRoom(state, room), form, flash: undefined };
      return page<RoomData>(data, { status: ERRORS[error.code].status });
    }
  },
});

// The server's word for these is one, `invalid`; the person is told more.
function refusalOf(text: string): string | undefined {
  if (text.trim() === "") return "blank";
  return text.length > LIMITS.body ? "too_large" : undefined;
}

/** Where the first message of a day is, or of the next on which there is one. */
async function wayTo({ state, req }: Context<State>, room: Room, day: string): Promise<string> {
  const at = startOfDay(day, speechFor(state.locale, req).chat.dates);
  const { user } = requireSession(state);
  const { messages } = at === undefined
    ? { messages: [] }
    : await state.services.chat.history(user.id, room.id, { at, limit: 2 });
  const first = messages.find((message) => Date.parse(message.at) >= (at ?? 0));
  return first ? `/r/${room.slug}/${first.seq}` : `/r/${room.slug}`;
}

function placeOf(query: URLSearchParams): Place {
  const [before, after] = [seqOf(query.get("before")), seqOf(query.get("after"))];
  if (after !== undefined) return { after };
  return before === undefined ? {} : { before };
}

function seqOf(text: string | null): number | undefined {
  return text === null ? undefined : Id.safeParse(Number(text)).data;
}

/** A room as it is now, or a stretch of what was said there. */
export default define.page<typeof handler>(function RoomPage({ data, req, state, url }) {
  return <RoomView {...data} {...{ req, state, url }} />;
});
