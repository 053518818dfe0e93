import { type Context, page } from "fresh";
import { KeepActs } from "@/components/message/KeepActs.tsx";
import { MessageActs } from "@/components/message/MessageActs.tsx";
import { MessageRow } from "@/components/message/MessageRow.tsx";
import { roomName } from "@/components/rail/named.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { Readers } from "@/components/message/Readers.tsx";
import { Revisions } from "@/components/message/Revisions.tsx";
import { filesWith } from "@/components/message/ShownFiles.tsx";
import type { Message, User } from "@/lib/chat/model.ts";
import {
  isAllowed,
  isRoomModerator,
  mayPin,
  mayReact,
  maySeeReaders,
  mayWrite,
} from "@/lib/chat/policy.ts";
import type { Revision } from "@/lib/chat/store.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { idOf } from "@/lib/middlewares/params.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Refused } from "../../../(_pages)/deeds.tsx";
import { findRoom } from "../../../(_pages)/find_room.ts";
import { messageDeeds } from "../../../(_pages)/message_deeds.ts";
import { type RoomPage, roomPage } from "../../../(_pages)/room_page.ts";
import { Shell } from "../../../(_pages)/shell.tsx";

interface MessageData extends RoomPage {
  message: Message;
  /** `undefined`: the room is too large to tell. */
  readers: { people: User[]; members: number } | undefined;
  may: { edit: boolean; delete: boolean; react: boolean; reply: boolean; pin: boolean };
  saved: boolean;
  revisions: Revision[];
  refused: Refused | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    const speech = speechFor(ctx.state.locale, ctx.req);
    const [texts, marks] = [speech.of("rooms"), speech.of("marks")];
    const found = await roomPage(ctx, `/${seqOf(ctx)}/opcoes`, () => ({
      reported: texts.say("message.reported"),
      edited: texts.say("message.edited"),
      pinned: marks.say("pinned"),
      unpinned: marks.say("unpinned"),
      saved: marks.say("saved.done"),
      unsaved: marks.say("unsaved"),
      forwarded: marks.say("forward.done"),
    }));
    return found instanceof Response ? found : page(await load(ctx, found));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const seq = seqOf(ctx);
    const outcome = await carryOut(ctx, messageDeeds(ctx.state, { room, seq }));
    if (outcome instanceof Response) return outcome;
    const found = await roomPage(ctx, `/${seq}/opcoes`);
    if (found instanceof Response) return found;
    return page(await load(ctx, found, outcome), { status: outcome.status });
  },
});

function seqOf({ params }: Pick<Context<State>, "params">): number {
  return idOf(params, { name: "seq", what: "the message" });
}

async function load(
  ctx: Context<State>,
  found: RoomPage,
  refused?: Refused,
): Promise<MessageData> {
  const { user } = requireSession(ctx.state);
  const { chat, settings } = ctx.state.services;
  const { room, access } = found;
  const seq = seqOf(ctx);
  const message = await chat.message(user.id, { room: room.id, seq });
  const telling = isAllowed(() => maySeeReaders(access, room.members ?? 0));
  const read = telling ? await chat.readers(user.id, room.id, seq) : undefined;
  const at = { now: Date.now(), guestsDirect: (await settings.now()).guestsDirect };
  const [saved, revisions] = await Promise.all([
    chat.isSaved(user.id, { room: room.id, seq }),
    message.editedAt ? chat.revisions(user.id, { room: room.id, seq }) : [],
  ]);
  const own = message.author.id === user.id;
  const alive = !message.deleted && message.kind === "text";
  return {
    ...found,
    message,
    readers: read && {
      people: read.readers.filter(({ id }) => id !== message.author.id),
      members: read.members,
    },
    may: {
      edit: alive && own && isAllowed(() => mayWrite(access, at)),
      delete: alive && (own || isRoomModerator(access)),
      react: alive && isAllowed(() => mayReact(access, at)),
      reply: isAllowed(() => mayWrite(access, at)),
      pin: alive && isAllowed(() => mayPin(access, at)),
    },
    saved,
    revisions,
    refused,
  };
}

/** One message, who has read it, and what can be done with it. */
export default define.page<typeof handler>(function MessagePage({ data, req, state, url }) {
  const { frame, room, message, readers, may, saved, revisions, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("rooms");
  const { me } = frame;
  const there = `/r/${room.slug}`;
  const marks = speech.of("marks");
  const words = { "pin.too_large": marks.say("pins.full", { n: LIMITS.pins }) };
  const wrong = (...deeds: string[]) => complaintAt(refused, { deeds, words, speech });
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say("message")}
      sub={<bdi>{roomName(room, speech.of("rail").say("gone"))}</bdi>}
      back={{ href: there, label: texts.say("back") }}
    >
      <div class="page">
        <div class="one">
          <MessageRow
            message={message}
            grouped={false}
            own={message.author.id === me.id}
            toMe={message.mentions?.includes(me.id) ? me.name : undefined}
            slug={room.slug}
            alone
            speech={speech.chat}
            markup={markupOf(message)}
            files={filesWith(speech.of("files"))(message)}
          />
        </div>
        <a class="lnk" href={`${there}/${message.seq}`}>{texts.say("message.back")}</a>
        {!message.deleted && (
          <>
            <KeepActs
              here={`${there}/${message.seq}/opcoes`}
              {...{ there, may, saved, wrong, marks }}
              seq={message.seq}
              pinned={message.pinned ?? false}
              rooms={frame.rooms.filter((one) => one.joined)}
            />
            <Readers readers={readers} texts={texts} people={speech.of("people")} />
            <Revisions revisions={revisions} now={Date.now()} marks={marks} />
            <MessageActs
              here={`${there}/${message.seq}/opcoes`}
              {...{ message, may, texts }}
              mine={message.author.id === me.id}
              typed={refused?.deed === "edit" ? fieldOf(refused.form, "body") : message.body}
              wrong={wrong}
            />
          </>
        )}
      </div>
    </Shell>
  );
});
