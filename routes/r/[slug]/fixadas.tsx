import { page } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { Complaint } from "@/components/ui/Field.tsx";
import { MessageList } from "@/components/log/MessageList.tsx";
import { roomName } from "@/components/rail/named.ts";
import type { Message } from "@/lib/chat/model.ts";
import { isAllowed, mayPin } from "@/lib/chat/policy.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, idIn, type Refused } from "../../(_pages)/deeds.tsx";
import { findRoom } from "../../(_pages)/find_room.ts";
import { type RoomPage, roomPage } from "../../(_pages)/room_page.ts";
import { Shell } from "../../(_pages)/shell.tsx";

interface PinsData extends RoomPage {
  pins: Message[];
  refused: Refused | undefined;
}

const BELOW = "/fixadas";

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, BELOW);
    return found instanceof Response ? found : page(await load(ctx.state, found));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const outcome = await carryOut(ctx, deedsOf(ctx.state, room));
    if (outcome instanceof Response) return outcome;
    const found = await roomPage(ctx, BELOW);
    if (found instanceof Response) return found;
    return page(await load(ctx.state, found, outcome), { status: outcome.status });
  },
});

function deedsOf(state: State, { id: room, slug }: RoomPage["room"]): Deeds {
  const { user } = requireSession(state);
  const { chat } = state.services;
  return {
    async unpin(form) {
      await chat.pin(user, { id: newClientId(), room, seq: idIn(form, "seq"), on: false });
      return { to: `/r/${slug}${BELOW}` };
    },
  };
}

async function load(state: State, found: RoomPage, refused?: Refused): Promise<PinsData> {
  const { user } = requireSession(state);
  const pins = await state.services.chat.pins(user.id, found.room.id);
  return { ...found, pins, refused };
}

/** What a room keeps in everybody's view, the latest first. */
export default define.page<typeof handler>(function PinsPage({ data, req, state, url }) {
  const { frame, room, access, pins, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const marks = speech.of("marks");
  const [here, now] = [`/r/${room.slug}${BELOW}`, Date.now()];
  const wrong = complaintAt(refused, { deeds: ["unpin"], speech });
  const unpin = ({ seq }: Message) => (
    <form method="post" action={here}>
      <input type="hidden" name="seq" value={seq} />
      <Button small deed="unpin">{marks.say("unpin")}</Button>
    </form>
  );
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={marks.say("pins")}
      sub={<bdi>{roomName(room, speech.of("rail").say("gone"))}</bdi>}
      back={{ href: `/r/${room.slug}`, label: speech.of("rooms").say("back") }}
    >
      <div class="page">
        {wrong !== undefined && <Complaint text={wrong} />}
        <MessageList
          label={marks.say("pins")}
          messages={pins}
          rooms={[room]}
          me={frame.me.id}
          ofRoom
          none={{ title: marks.say("pins.none"), lead: marks.say("pins.none.lead") }}
          {...(isAllowed(() => mayPin(access, { now })) ? { act: unpin } : {})}
          {...{ now, marks }}
          search={speech.of("search")}
        />
      </div>
    </Shell>
  );
});
