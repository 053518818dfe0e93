import { type Context, page } from "fresh";
import { MessageRow } from "@/components/message/MessageRow.tsx";
import { roomName } from "@/components/rail/named.ts";
import { AnswerForm } from "@/components/message/AnswerForm.tsx";
import { Rows } from "@/components/log/Rows.tsx";
import { layRows } from "@/components/log/rows.ts";
import { filesWith } from "@/components/message/ShownFiles.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message } from "@/lib/chat/model.ts";
import { isAllowed, mayWrite } from "@/lib/chat/policy.ts";
import { ClientId, Id } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { idOf } from "@/lib/middlewares/params.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, type Refused } from "../../../(_pages)/deeds.tsx";
import { findRoom } from "../../../(_pages)/find_room.ts";
import { markRead } from "../../../(_pages)/mark_read.ts";
import { type RoomPage, roomPage } from "../../../(_pages)/room_page.ts";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Shell } from "../../../(_pages)/shell.tsx";

interface ThreadData extends RoomPage {
  origin: Message;
  replies: Message[];
  /** There are more after the last. */
  more: boolean;
  mayWrite: boolean;
  clientId: string;
  refused: Refused | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, `/${seqOf(ctx)}/respostas`);
    return found instanceof Response ? found : page(await load(ctx, found));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const seq = seqOf(ctx);
    const outcome = await carryOut(ctx, deedsOf(ctx.state, { room, seq }));
    if (outcome instanceof Response) return outcome;
    const found = await roomPage(ctx, `/${seq}/respostas`);
    if (found instanceof Response) return found;
    return page(await load(ctx, found, outcome), { status: outcome.status });
  },
});

function seqOf({ params }: Pick<Context<State>, "params">): number {
  return idOf(params, { name: "seq", what: "the message" });
}

function deedsOf(state: State, { room, seq }: { room: RoomPage["room"]; seq: number }): Deeds {
  const { user } = requireSession(state);
  const { chat } = state.services;
  return {
    async reply(form) {
      const id = ClientId.safeParse(fieldOf(form, "id")).data ?? newClientId();
      const post = { id, room: room.id, body: fieldOf(form, "body"), replyTo: seq };
      const ack = await chat.post(user, post);
      await markRead(state, { room: room.id, seq: ack.seq });
      return { to: `/r/${room.slug}/${seq}/respostas?depois=${ack.seq - 1}#escrever` };
    },
  };
}

async function load(
  ctx: Context<State>,
  found: RoomPage,
  refused?: Refused,
): Promise<ThreadData> {
  const { user } = requireSession(ctx.state);
  const { chat, settings } = ctx.state.services;
  const one = { room: found.room.id, seq: seqOf(ctx) };
  const after = Id.safeParse(Number(ctx.url.searchParams.get("depois"))).data;
  const [origin, replies, { guestsDirect }] = await Promise.all([
    chat.message(user.id, one),
    chat.replies(user.id, one, { limit: LIMITS.page + 1, after }),
    settings.now(),
  ]);
  const at = { now: Date.now(), guestsDirect };
  return {
    ...found,
    origin,
    replies: replies.slice(0, LIMITS.page),
    more: replies.length > LIMITS.page,
    mayWrite: isAllowed(() => mayWrite(found.access, at)),
    clientId: newClientId(),
    refused,
  };
}

/** A message, what was replied to it, and a line to reply in. */
export default define.page<typeof handler>(function ThreadPage({ data, req, state, url }) {
  const { frame, room, origin, replies, more, clientId, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const [marks, { me }] = [speech.of("marks"), frame];
  const [there, now] = [`/r/${room.slug}`, Date.now()];
  const filesOf = filesWith(speech.of("files"));
  const last = replies.at(-1)?.seq;
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={marks.say("thread")}
      sub={<bdi>{roomName(room, speech.of("rail").say("gone"))}</bdi>}
      back={{ href: `${there}/${origin.seq}`, label: speech.of("rooms").say("back") }}
    >
      <div class="page thread">
        <div class="one">
          <MessageRow
            message={origin}
            grouped={false}
            own={origin.author.id === me.id}
            toMe={origin.mentions?.includes(me.id) ? me.name : undefined}
            slug={room.slug}
            markup={markupOf(origin)}
            files={filesOf(origin)}
            speech={speech.chat}
          />
        </div>
        {replies.length === 0 ? <p>{marks.say("thread.none")}</p> : (
          <div class="one">
            <Rows
              rows={layRows(replies, [], { me: me.id, dates: marks.dates })}
              {...{ me, now, markupOf, filesOf }}
              quoteOf={() => null}
              slug={room.slug}
              speech={speech.chat}
            />
          </div>
        )}
        {more && last !== undefined && (
          <ButtonLink href={`?depois=${last}`}>{marks.say("newer")}</ButtonLink>
        )}
        {data.mayWrite && (
          <AnswerForm
            here={`${there}/${origin.seq}/respostas`}
            {...{ clientId, marks }}
            typed={refused ? fieldOf(refused.form, "body") : ""}
            wrong={complaintAt(refused, { deeds: ["reply"], speech })}
          />
        )}
      </div>
    </Shell>
  );
});
