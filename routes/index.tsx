import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Icon } from "@/components/Icon.tsx";
import { Logo, Table } from "@/components/Knot.tsx";
import JoinForm from "@/islands/JoinForm.tsx";
import ThemeSwitch from "@/islands/ThemeSwitch.tsx";
import { ChatError, type ErrorCode, ERRORS } from "@/lib/chat/errors.ts";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define } from "@/utils.ts";

interface JoinData {
  /** What was typed. */
  name: string;
  /** Why it was not taken. */
  code: ErrorCode | undefined;
}

const INSIDE = `/r/${FIRST_ROOM}`;

export const handler = define.handlers({
  GET(ctx) {
    if (ctx.state.session) return ctx.redirect(INSIDE, 303);
    return page<JoinData>({ name: "", code: undefined });
  },

  async POST(ctx) {
    const { state } = ctx;
    if (state.session) return ctx.redirect(INSIDE, 303);
    const name = fieldOf(await readForm(ctx.req), "name");
    try {
      const entry = await state.services.door.signIn({ name }, {
        ...state.caller,
        current: undefined,
      });
      return withCookies(ctx.redirect(INSIDE, 303), entry.setCookies);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      return page<JoinData>({ name, code: error.code }, { status: ERRORS[error.code].status });
    }
  },
});

/** The first screen: a name, and in. */
export default define.page<typeof handler>(function JoinPage({ data, req, state, url }) {
  const { page: speech } = speechFor(state.locale, req);
  const { name, code } = data;
  const complaint = code === undefined ? undefined : speech.say(
    code === "conflict" ? "join.taken" : code === "invalid" ? "join.unfit" : "join.later",
  );
  return (
    <div class="join">
      <Head>
        <title>{`${speech.say("join.title")} · ConexaoChat`}</title>
      </Head>
      <header>
        <Logo />
        <ThemeSwitch label={speech.say("theme.toggle")} />
      </header>
      <main>
        <div class="ask">
          <div>
            <h1>{speech.say("join.heading")}</h1>
            <p>{speech.say("join.lead")}</p>
          </div>
          <JoinForm
            texts={{ label: speech.say("join.label"), submit: speech.say("join.submit") }}
            name={name}
            complaint={complaint}
          />
        </div>
        <Table seat={speech.say("join.you")} />
      </main>
      <footer>
        <span class="line">
          <Icon name="wifi" small />
          {url.host}
        </span>
      </footer>
    </div>
  );
});
