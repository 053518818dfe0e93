import { page } from "fresh";
import { PeoplePicker } from "@/components/room/PeoplePicker.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { User } from "@/lib/chat/model.ts";
import { isAllowed, mayWriteDirect } from "@/lib/chat/policy.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, type Refused } from "./(_pages)/deeds.tsx";
import { type Frame, frameOf } from "./(_pages)/frame.ts";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Shell } from "./(_pages)/shell.tsx";

interface TalkData {
  frame: Frame;
  people: User[];
  /** Those chosen before the list was searched. */
  chosen: User[];
  query: string;
  /** People who are here now. */
  online: number[];
  allowed: boolean;
  refused: Refused | undefined;
}

const OTHERS = LIMITS.direct - 1;

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    return page(await load(ctx.state, ctx.url.searchParams));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const outcome = await carryOut(ctx, deedsOf(ctx.state));
    if (outcome instanceof Response) return outcome;
    const data = await load(ctx.state, outcome.form, outcome);
    return page(data, { status: outcome.status });
  },
});

function deedsOf(state: State): Deeds {
  const { user } = requireSession(state);
  return {
    async start(form) {
      const room = await state.services.rooms.direct(user, chosenIn(form));
      return { to: `/r/${room.slug}` };
    },
  };
}

function chosenIn(form: URLSearchParams): number[] {
  const ids = form.getAll("user").filter((text) => /^[1-9]\d{0,14}$/.test(text)).map(Number);
  // One more than may be is enough to say that they are too many.
  return [...new Set(ids)].slice(0, LIMITS.direct + 1);
}

async function load(state: State, form: URLSearchParams, refused?: Refused): Promise<TalkData> {
  const { user } = requireSession(state);
  const { people, settings, hub } = state.services;
  const query = form.get("q") ?? "";
  const ids = chosenIn(form);
  const [frame, found, now] = await Promise.all([
    frameOf(state),
    people.search(user, query),
    settings.now(),
  ]);
  const known = await Promise.all(ids.map((id) => people.find(user, id).catch(() => undefined)));
  const chosen = known.filter((one) => one !== undefined).filter(({ id }) => id !== user.id);
  const others = found.filter(({ id }) => id !== user.id && !chosen.some((one) => one.id === id));
  const online = [...chosen, ...others].map(({ id }) => id)
    .filter((id) => hub.presence.isOnline(id));
  const allowed = isAllowed(() => mayWriteDirect(user, now));
  return { frame, people: others, chosen, query, online, allowed, refused };
}

/** Whom to talk to, without others. */
export default define.page<typeof handler>(function TalkPage({ data, req, state, url }) {
  const { frame, people, chosen, query, online, allowed, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("people");
  const wrong = complaintAt(refused, {
    deeds: ["start"],
    words: {
      invalid: texts.say("direct.pick", { n: OTHERS }),
      forbidden: texts.say("direct.guest"),
    },
    speech,
  });
  const nobody = people.length + chosen.length === 0 && query === "";
  return (
    <Shell
      {...{ state, url, frame, speech }}
      page="direct"
      title={texts.say("direct.title")}
      sub={texts.say("direct.lead", { n: OTHERS })}
    >
      <div class="page">
        {!allowed ? <p>{texts.say("direct.guest")}</p> : nobody
          ? (
            <div class="blank">
              <h2>{texts.say("direct.none")}</h2>
              <p>{texts.say("direct.none.lead")}</p>
              <ButtonLink kind="main" href="/salas">{texts.say("direct.rooms")}</ButtonLink>
            </div>
          )
          : <PeoplePicker {...{ people, chosen, query, online, wrong, texts }} />}
      </div>
    </Shell>
  );
});
