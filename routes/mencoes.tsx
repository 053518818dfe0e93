import { page } from "fresh";
import { MessageList } from "@/components/log/MessageList.tsx";
import { isolate } from "@/lib/i18n/isolate.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";
import { type Frame, frameOf } from "./(_pages)/frame.ts";
import { type OwnPage, ownPage } from "./(_pages)/own_list.ts";
import { Shell } from "./(_pages)/shell.tsx";

interface MentionsData {
  frame: Frame;
  list: OwnPage;
}

export const handler = define.handlers({
  async GET({ state, url, redirect }) {
    if (!state.session) return redirect("/", 303);
    const { user } = requireSession(state);
    const { chat } = state.services;
    const [frame, list] = await Promise.all([
      frameOf(state),
      ownPage(url, (query) => chat.mentions(user.id, query)),
    ]);
    return page<MentionsData>({ frame, list });
  },
});

/** Where others have called the person, the latest first. */
export default define.page<typeof handler>(function MentionsPage({ data, req, state, url }) {
  const { frame, list } = data;
  const speech = speechFor(state.locale, req);
  const marks = speech.of("marks");
  const { me, rooms } = frame;
  const none = {
    title: marks.say("mentions.none"),
    lead: marks.say("mentions.none.lead", { name: isolate(me.name) }),
  };
  return (
    <Shell
      {...{ state, url, frame, speech }}
      page="mentions"
      title={marks.say("mentions")}
      sub={marks.say("mentions.lead")}
    >
      <div class="page">
        <MessageList
          {...list}
          label={marks.say("mentions")}
          {...{ rooms, none, marks }}
          me={me.id}
          now={Date.now()}
          search={speech.of("search")}
        />
      </div>
    </Shell>
  );
});
