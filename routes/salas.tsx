import { page } from "fresh";
import { CreateRoom } from "@/components/room/CreateRoom.tsx";
import { RoomList } from "@/components/room/RoomList.tsx";
import { Group } from "@/components/ui/Section.tsx";
import { isAllowed, mayCreateRoom } from "@/lib/chat/policy.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Room } from "@/lib/chat/model.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, idIn, type Refused } from "./(_pages)/deeds.tsx";
import { kindIn } from "./(_pages)/kind_in.ts";
import { type Frame, frameOf } from "./(_pages)/frame.ts";
import { Shell } from "./(_pages)/shell.tsx";

interface RoomsData {
  frame: Frame;
  archived: Room[];
  refused: Refused | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    return page(await load(ctx.state));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const outcome = await carryOut(ctx, deedsOf(ctx.state));
    if (outcome instanceof Response) return outcome;
    return page(await load(ctx.state, outcome), { status: outcome.status });
  },
});

function deedsOf(state: State): Deeds {
  const { user } = requireSession(state);
  const { rooms, chat } = state.services;
  return {
    async create(form) {
      const [name, topic] = [fieldOf(form, "name"), fieldOf(form, "topic")];
      const room = await rooms.create(user, { name, topic, kind: kindIn(form) });
      return { to: `/r/${room.slug}` };
    },
    async join(form) {
      const id = idIn(form, "room");
      await rooms.join(user, id);
      return { to: `/r/${(await chat.room(user.id, { id })).slug}` };
    },
    async reopen(form) {
      const { room } = await rooms.amend(user, idIn(form, "room"), { archived: false });
      return { to: `/r/${room.slug}` };
    },
  };
}

async function load(state: State, refused?: Refused): Promise<RoomsData> {
  const { user } = requireSession(state);
  const [frame, archived] = await Promise.all([
    frameOf(state),
    state.services.rooms.archived(user),
  ]);
  return { frame, archived, refused };
}

/** Rooms to join, the form that makes one, and those of one's own that were put away. */
export default define.page<typeof handler>(function RoomsPage({ data, req, state, url }) {
  const { frame, archived, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("rooms");
  const named = frame.rooms.filter(({ kind }) => kind !== "direct");
  const [open, mine] = [named.filter((one) => !one.joined), named.filter((one) => one.joined)];
  const wrong = complaintAt(refused, {
    deeds: ["join", "reopen"],
    words: { "join.forbidden": speech.page.say("room.excluded") },
    speech,
  });
  return (
    <Shell
      {...{ state, url, frame, speech }}
      page="rooms"
      title={texts.say("title")}
      sub={texts.say("lead")}
    >
      <div class="page">
        <Group id="abertas" title={texts.say("open")} n={open.length}>
          <RoomList rooms={open} deed="join" none={texts.say("open.none")} {...{ wrong, texts }} />
        </Group>
        <Group id="nova" title={texts.say("create.heading")}>
          {isAllowed(() => mayCreateRoom(frame.me))
            ? <CreateRoom texts={texts} {...creating(refused, speech)} />
            : <p>{texts.say("create.guest")}</p>}
        </Group>
        <Group id="suas" title={texts.say("mine")} n={mine.length}>
          <RoomList rooms={mine} none={texts.say("open.none")} texts={texts} />
        </Group>
        {archived.length > 0 && (
          <Group id="arquivadas" title={texts.say("archived")} n={archived.length}>
            <p>{texts.say("archived.lead")}</p>
            <RoomList rooms={archived} deed="reopen" none="" texts={texts} />
          </Group>
        )}
      </div>
    </Shell>
  );
});

/** What the form holds again after it was refused, and what is wrong with it. */
function creating(refused: Refused | undefined, speech: PageSpeech) {
  const texts = speech.of("rooms");
  const mine = refused?.deed === "create" ? refused : undefined;
  const words = {
    "create.name": texts.say("name.unfit"),
    "create.topic": texts.say("topic.long", { max: LIMITS.topic }),
    forbidden: texts.say("create.guest"),
  };
  return {
    name: mine ? fieldOf(mine.form, "name") : "",
    topic: mine ? fieldOf(mine.form, "topic") : "",
    kind: mine ? kindIn(mine.form) : "public" as const,
    wrong: complaintAt(mine, { deeds: ["create"], words, speech }),
    field: mine?.field,
  };
}
