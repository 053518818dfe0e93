import type { User } from "@/lib/chat/model.ts";
import { Farewell, MyChanges } from "@/lib/chat/requests_auth.ts";
import type { Preferences } from "@/lib/chat/store.ts";
import { done } from "@/lib/middlewares/answers.ts";
import { readJson, readOptionalJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET({ state }) {
    return Response.json({ user: requireSession(state).user });
  },

  async PATCH({ req, state }) {
    const session = requireSession(state);
    const { people, sessions } = state.services;
    const { name, ...choices } = await readJson(req, MyChanges);
    let { user } = session;
    if (name !== undefined) user = await people.rename(user, name);
    const wanted = toPreferences(choices);
    const preferences = Object.keys(wanted).length > 0
      ? await people.prefer(user, wanted)
      : await people.preferences(user);
    const now = await sessions.recheck(session.key);
    return Response.json({ user: now?.user ?? withHue(user, preferences), preferences });
  },

  async DELETE({ req, state }) {
    const session = requireSession(state);
    const { password } = await readOptionalJson(req, Farewell);
    const { setCookie } = await state.services.passwords
      .eraseAccount(session, password, state.caller);
    return done([setCookie]);
  },
});

/** What was said of a choice; null: that it is one no more. */
function toPreferences(choices: Record<string, unknown>): Partial<Preferences> {
  const said = Object.entries(choices).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, value ?? undefined]));
}

function withHue(user: User, { hue }: Preferences): User {
  return hue === undefined ? user : { ...user, hue };
}
