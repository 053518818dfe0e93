import { page } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { Complaint } from "@/components/ui/Field.tsx";
import { MessageList } from "@/components/log/MessageList.tsx";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, idIn, type Refused } from "./(_pages)/deeds.tsx";
import { type Frame, frameOf } from "./(_pages)/frame.ts";
import { type OwnPage, ownPage } from "./(_pages)/own_list.ts";
import { Shell } from "./(_pages)/shell.tsx";

interface SavedData {
  frame: Frame;
  list: OwnPage;
  refused: Refused | undefined;
}

export const handler = define.handlers({
  async GET({ state, url, redirect }) {
    if (!state.session) return redirect("/", 303);
    return page(await load(state, url));
  },

  async POST(ctx) {
    const { state, url } = ctx;
    if (!state.session) return ctx.redirect("/", 303);
    const outcome = await carryOut(ctx, deedsOf(state, url));
    if (outcome instanceof Response) return outcome;
    return page(await load(state, url, outcome), { status: outcome.status });
  },
});

function deedsOf(state: State, { pathname, search }: URL): Deeds {
  const { user } = requireSession(state);
  const { chat } = state.services;
  return {
    async unsave(form) {
      await chat.save(user.id, { room: idIn(form, "room"), seq: idIn(form, "seq") }, false);
      return { to: pathname + search };
    },
  };
}

async function load(state: State, url: URL, refused?: Refused): Promise<SavedData> {
  const { user } = requireSession(state);
  const { chat } = state.services;
  const [frame, list] = await Promise.all([
    frameOf(state),
    ownPage(url, (query) => chat.saved(user.id, query)),
  ]);
  return { frame, list, refused };
}

/** What the person has put aside, the latest first. */
export default define.page<typeof handler>(function SavedPage({ data, req, state, url }) {
  const { frame, list, refused } = data;
  const speech = speechFor(state.locale, req);
  const marks = speech.of("marks");
  const { me, rooms } = frame;
  const none = { title: marks.say("saved.none"), lead: marks.say("saved.none.lead") };
  const wrong = complaintAt(refused, { deeds: ["unsave"], speech });
  return (
    <Shell
      {...{ state, url, frame, speech }}
      page="saved"
      title={marks.say("saved")}
      sub={marks.say("saved.lead")}
    >
      <div class="page">
        {wrong !== undefined && <Complaint text={wrong} />}
        <MessageList
          {...list}
          label={marks.say("saved")}
          {...{ rooms, none, marks }}
          me={me.id}
          now={Date.now()}
          act={({ room, seq }) => (
            <form method="post" action={url.pathname + url.search}>
              <input type="hidden" name="room" value={room} />
              <input type="hidden" name="seq" value={seq} />
              <Button small deed="unsave">
                {marks.say("saved.remove")}
              </Button>
            </form>
          )}
          search={speech.of("search")}
        />
      </div>
    </Shell>
  );
});
