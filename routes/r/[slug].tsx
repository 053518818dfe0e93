import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Rail } from "@/components/Rail.tsx";
import { RoomHeader } from "@/components/RoomHeader.tsx";
import { Outside, Past } from "@/components/StaticConversation.tsx";
import Conversation from "@/islands/Conversation.tsx";
import SignOut from "@/islands/SignOut.tsx";
import ThemeSwitch from "@/islands/ThemeSwitch.tsx";
import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { ClientId, Id, type Message, type Room, type User } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";

interface RoomData {
  me: User;
  rooms: Room[];
  room: Room;
  /** `undefined`: a public room that the person is not in. */
  history: History | undefined;
  form: FormState;
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
    const form = { clientId: newClientId(), text: "", refusal: undefined };
    const before = seqOf(ctx.url.searchParams.get("before"));
    return page(await open(ctx.state, ctx.params["slug"] ?? "", form, before));
  },

  async POST(ctx) {
    const { state } = ctx;
    if (!state.session) return ctx.redirect("/", 303);
    const { chat } = state.services;
    const { user } = state.session;
    const slug = ctx.params["slug"] ?? "";
    const fields = await readForm(ctx.req);
    const room = await chat.room(user.id, { slug });
    const here = `/r/${room.slug}`;
    if (fields.has("join")) {
      await state.services.rooms.join(user, room.id);
      return ctx.redirect(here, 303);
    }
    const text = fieldOf(fields, "body");
    const id = ClientId.safeParse(fieldOf(fields, "id")).data ?? newClientId();
    try {
      await chat.post(user, { id, room: room.id, body: text });
      return ctx.redirect(here, 303);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      const refusal = refusalOf(text) ?? error.code;
      const form = { clientId: id, text, refusal };
      return page(await open(state, slug, form), { status: ERRORS[error.code].status });
    }
  },
});

async function open(
  state: State,
  slug: string,
  form: FormState,
  before?: number,
): Promise<RoomData> {
  const { chat } = state.services;
  const { user: me } = requireSession(state);
  const [room, rooms] = await Promise.all([chat.room(me.id, { slug }), chat.rooms(me.id)]);
  if (!room.joined) return { me, rooms, room, history: undefined, form };
  // One more than is shown tells whether there are older ones.
  const query = { limit: LIMITS.page + 1, ...(before === undefined ? {} : { before }) };
  const { messages, rev } = await chat.history(me.id, room.id, query);
  const more = messages.length > LIMITS.page;
  const shown = messages.slice(-LIMITS.page);
  return {
    me,
    rooms,
    room,
    form,
    history: { messages: shown, rev, more, past: before !== undefined },
  };
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
  const { me, rooms, room, history, form } = data;
  const { page: speech, chat, chatProps } = speechFor(state.locale, req);
  const now = Date.now();
  return (
    <div class="app">
      <Head>
        <title>{`${room.name} · ConexaoChat`}</title>
      </Head>
      <Rail {...{ rooms, me, speech }} current={room.id} host={url.host}>
        <ThemeSwitch label={speech.say("theme.toggle")} />
        <SignOut
          me={{ store: state.services.store.id, id: me.id, name: me.name }}
          texts={{
            label: speech.say("signout"),
            title: speech.say("signout.title"),
            lead: textsIn(state.locale).page["signout.lead"],
            stay: speech.say("signout.stay"),
            leave: speech.say("signout.leave"),
          }}
        />
      </Rail>
      <main class="conv" id="conversa">
        <RoomHeader room={room} speech={speech} />
        {!history
          ? <Outside room={room} page={speech} />
          : history.past
          ? <Past {...{ me, room, now, chat }} {...history} page={speech} />
          : (
            <Conversation
              store={state.services.store.id}
              {...{ me, room, now }}
              messages={history.messages}
              rev={history.rev}
              more={history.more}
              speech={chatProps}
              {...form}
            />
          )}
      </main>
    </div>
  );
});
