import { page } from "fresh";
import { NotFound } from "@/lib/chat/errors.ts";
import { idOf } from "@/lib/middlewares/params.ts";
import { define } from "@/utils.ts";
import { findRoom } from "../../../(_pages)/find_room.ts";
import { type FlashData, flashOf } from "../../../(_pages)/flash.ts";
import { frameOf } from "../../../(_pages)/frame.ts";
import { emptyForm } from "../../../(_pages)/room_form.tsx";
import { type OpenRoom, openRoom, RoomView } from "../../../(_pages)/room_view.tsx";

interface MessageData extends OpenRoom {
  seq: number;
  flash: FlashData | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    const { state, req, url, params } = ctx;
    if (!state.session) return ctx.redirect("/", 303);
    const seq = idOf(params, { name: "seq", what: "the message" });
    const frame = await frameOf(state);
    const { room, moved } = await findRoom(ctx, `/${seq}`, frame.rooms);
    if (moved !== undefined) return ctx.redirect(moved, 303);
    const opened = await openRoom(state, room, { place: { around: seq }, frame });
    const { history } = opened;
    if (history && !history.messages.some((message) => message.seq === seq)) {
      return ctx.redirect(`/r/${room.slug}/${nearestTo(seq, history)}`, 303);
    }
    const flash = await flashOf({ state, req, url, room: room.id });
    return page<MessageData>({ ...opened, seq, flash });
  },
});

// Not every number up to the newest is a message's; one that is forgotten by now is gone.
function nearestTo(seq: number, { messages, rev }: NonNullable<OpenRoom["history"]>): number {
  const before = messages.findLast((message) => message.seq < seq);
  if (!before || seq > rev) throw new NotFound("the message");
  return before.seq;
}

/** A message where it was said, with what was said around it. */
export default define.page<typeof handler>(function MessagePage({ data, req, state, url }) {
  const { seq: at, ...opened } = data;
  return <RoomView {...opened} {...{ req, state, url, at }} form={emptyForm()} />;
});
