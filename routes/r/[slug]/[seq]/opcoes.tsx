import { type Context, page } from "fresh";
import { asset, Head } from "fresh/runtime";
import { MessageActs } from "@/components/MessageActs.tsx";
import { MessageRow } from "@/components/MessageRow.tsx";
import { roomName } from "@/components/named.ts";
import { Readers } from "@/components/Readers.tsx";
import { type Revision, Revisions } from "@/components/Revisions.tsx";
import { Section } from "@/components/Section.tsx";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import {
  isAllowed,
  isRoomModerator,
  mayReact,
  maySeeReaders,
  mayWrite,
} from "@/lib/chat/policy.ts";
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
import { Shell } from "../../../(_pages)/shell.tsx";

interface MessageData extends RoomPage {
  message: Message;
  /** `undefined`: the room is too large to tell. */
  readers: { people: User[]; members: number } | undefined;
  /** What it said before, the oldest first. */
  earlier: readonly Revision[];
  may: { edit: boolean; delete: boolean; react: boolean };
  refused: Refused | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    const texts = speechFor(ctx.state.locale, ctx.req).of("rooms");
    const found = await roomPage(ctx, `/${seqOf(ctx)}/opcoes`, () => ({
      reported: texts.say("message.reported"),
      edited: texts.say("message.edited"),
    }));
    return found instanceof Response ? found : page(await load(ctx, found));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const seq = seqOf(ctx);
    const outcome = await carryOut(ctx, deedsOf(ctx.state, { room, seq }));
    if (outcome instanceof Response) return outcome;
    const found = await roomPage(ctx, `/${seq}/opcoes`);
    if (found instanceof Response) return found;
    return page(await load(ctx, found, outcome), { status: outcome.status });
  },
});

function seqOf({ params }: Pick<Context<State>, "params">): number {
  return idOf(params, { name: "seq", what: "the message" });
}

function deedsOf(state: State, { room, seq }: { room: Room; seq: number }): Deeds {
  const { user } = requireSession(state);
  const { chat, moderation } = state.services;
  const there = `/r/${room.slug}`;
  const here = `${there}/${seq}/opcoes`;
  const one = { room: room.id, seq };
  const react = (on: boolean) => async (form: URLSearchParams) => {
    const emoji = fieldOf(form, "emoji");
    await chat.react(user, { id: newClientId(), ...one, emoji, on });
    return { to: here };
  };
  return {
    async edit(form) {
      await chat.edit(user, { id: newClientId(), ...one, body: fieldOf(form, "body") });
      return { to: here, said: "edited" };
    },
    async delete() {
      const ack = await chat.delete(user, { id: newClientId(), ...one });
      return { to: there, said: ack.undo };
    },
    async report(form) {
      await moderation.report(user, { ...one, reason: fieldOf(form, "reason") });
      return { to: here, said: "reported" };
    },
    async unread() {
      await markRead(state, { room: room.id, seq: seq - 1, back: true });
      return { to: "/salas" };
    },
    react: react(true),
    unreact: react(false),
    // From the message in the conversation, where that is where one goes on.
    async toggle(form) {
      const on = fieldOf(form, "on");
      const emoji = on || fieldOf(form, "off");
      await chat.react(user, { id: newClientId(), ...one, emoji, on: on !== "" });
      return { to: `${there}/${seq}` };
    },
  };
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
  const earlier = message.editedAt === undefined
    ? []
    : await chat.revisions(user.id, { room: room.id, seq });
  const at = { now: Date.now(), guestsDirect: (await settings.now()).guestsDirect };
  const own = message.author.id === user.id;
  const alive = !message.deleted && message.kind === "text";
  return {
    ...found,
    message,
    earlier: earlier.map(({ body, at }) => ({ body, at: new Date(at).toISOString() })),
    readers: read && {
      people: read.readers.filter(({ id }) => id !== message.author.id),
      members: read.members,
    },
    may: {
      edit: alive && own && isAllowed(() => mayWrite(access, at)),
      delete: alive && (own || isRoomModerator(access)),
      react: alive && isAllowed(() => mayReact(access, at)),
    },
    refused,
  };
}

/** One message, who has read it, and what can be done with it. */
export default define.page<typeof handler>(function MessagePage({ data, req, state, url }) {
  const { frame, room, message, earlier, readers, may, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("rooms");
  const { me } = frame;
  const there = `/r/${room.slug}`;
  const wrong = (...deeds: string[]) => complaintAt(refused, { deeds, speech });
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say("message")}
      sub={<bdi>{roomName(room, speech.of("rail").say("gone"))}</bdi>}
      back={{ href: there, label: texts.say("back") }}
    >
      <Head>
        <link rel="stylesheet" href={asset("/styles/late.css")} />
      </Head>
      <div class="page">
        <div class="one">
          <MessageRow
            message={message}
            grouped={false}
            own={message.author.id === me.id}
            toMe={message.mentions?.includes(me.id) ? me.name : undefined}
            markup={markupOf(message)}
            slug={room.slug}
            alone
            speech={speech.chat}
          />
        </div>
        <a class="lnk" href={`${there}/${message.seq}`}>{texts.say("message.back")}</a>
        {!message.deleted && (
          <>
            {message.editedAt !== undefined && (
              <Section id="edicoes" title={speech.chat.say("revisions.title")}>
                <Revisions
                  {...{ message, earlier, markupOf }}
                  now={Date.now()}
                  speech={speech.chat}
                />
              </Section>
            )}
            <Readers readers={readers} texts={texts} people={speech.of("people")} />
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
