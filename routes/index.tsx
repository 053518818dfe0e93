import { page } from "fresh";
import type { JoinComplaint } from "@/components/join/JoinFields.tsx";
import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import { waitName } from "@/lib/i18n/span_name.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { withCookies } from "@/lib/middlewares/answers.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define } from "@/utils.ts";
import { type JoinData, JoinScreen } from "./(_pages)/join_screen.tsx";

const INSIDE = `/r/${FIRST_ROOM}`;

export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.session) return ctx.redirect(INSIDE, 303);
    const view = await ctx.state.services.door.look();
    const nothing = { name: "", code: "", shared: false, invited: false, withPassword: false };
    return page<JoinData>({ view, ...nothing, complaint: undefined });
  },

  async POST(ctx) {
    const { caller, session, services } = ctx.state;
    if (session) return ctx.redirect(INSIDE, 303);
    const form = await readForm(ctx.req);
    const typed = {
      name: fieldOf(form, "name"),
      code: fieldOf(form, "code"),
      shared: form.has("shared"),
    };
    const password = fieldOf(form, "password") || undefined;
    try {
      const entry = await services.door.signIn({ ...typed, password }, {
        ...caller,
        current: undefined,
      });
      const onward = ctx.redirect(entry.kind === "waiting" ? "/espera" : INSIDE, 303);
      return withCookies(onward, entry.setCookies);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      const withPassword = password !== undefined;
      const speech = speechFor(ctx.state.locale, ctx.req);
      const complaint = complaintOf(error, { withPassword, speech });
      const view = await services.door.look();
      const data = { view, ...typed, invited: false, withPassword, complaint };
      return page<JoinData>(data, { status: ERRORS[error.code].status });
    }
  },
});

function complaintOf(
  { code, field, afterMs }: ChatError,
  { withPassword, speech }: { withPassword: boolean; speech: PageSpeech },
): JoinComplaint {
  const { page } = speech;
  const door = speech.of("door");
  if (code === "rate_limited") {
    return { at: "form", text: door.say("many", { wait: waitName(afterMs, door.locale) }) };
  }
  if (code === "unauthenticated") {
    return withPassword
      ? { at: "password", text: door.say("password.wrong") }
      : { at: "code", text: door.say("code.wrong") };
  }
  if (code === "forbidden") return { at: "form", text: door.say("refused") };
  if (code === "conflict") return { at: "name", text: page.say("join.taken") };
  if (code === "invalid" && (field === undefined || field === "name")) {
    return { at: "name", text: page.say("join.unfit") };
  }
  return { at: "form", text: page.say("join.later") };
}

/** The first page. */
export default define.page<typeof handler>(function JoinPage({ data, req, state, url }) {
  const speech = speechFor(state.locale, req);
  return <JoinScreen {...{ data, speech }} host={url.host} path={url.pathname} />;
});
