import type { Context } from "fresh";
import { Button } from "@/components/ui/Button.tsx";
import { Alone } from "@/components/ui/Alone.tsx";
import { Complaint, Field } from "@/components/ui/Field.tsx";
import { Named } from "@/components/ui/Named.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { fieldOf, readForm } from "@/lib/middlewares/read_form.ts";
import { define, type State } from "@/utils.ts";
import { DeadLink } from "../(_pages)/dead_link.tsx";
import { attempt, refusalText, type Refused } from "../(_pages)/deeds.tsx";
import { peeked } from "../(_pages)/peeked.ts";
import { SmallPage } from "../(_pages)/small_page.tsx";

/** The link that makes its opener the host: looking at it changes nothing, the form uses it. */
export const handler = define.handlers({
  GET: (ctx) => show(ctx),

  async POST(ctx) {
    const { state, params } = ctx;
    const { session, caller, services } = state;
    const token = params["token"] ?? "";
    if (!await peeked(state, { token, kind: "host" })) return await show(ctx);
    const form = await readForm(ctx.req);
    const outcome = await attempt(ctx, {
      deed: "host",
      form,
      async act() {
        const name = fieldOf(form, "name");
        const password = fieldOf(form, "password");
        const { setCookies } = await services.links.use(token, caller, { session, name, password });
        return { to: "/anfitriao", setCookies };
      },
    });
    return outcome instanceof Response ? outcome : await show(ctx, outcome);
  },
});

async function show(ctx: Context<State>, refused?: Refused): Promise<Response> {
  const { state, req, url, params } = ctx;
  const speech = speechFor(state.locale, req);
  const link = await peeked(state, { token: params["token"], kind: "host" });
  if (!link) return await ctx.render(<DeadLink {...{ speech, state, url }} />, { status: 404 });
  const door = speech.of("door");
  return await ctx.render(
    <SmallPage title={door.say("hostlink.title")} {...{ speech, state, url }}>
      <Alone
        title={door.say("hostlink.heading")}
        lead={door.say("hostlink.lead", { host: url.host })}
      >
        <HostForm state={state} speech={speech} refused={refused} />
      </Alone>
    </SmallPage>,
    { status: refused?.status ?? 200 },
  );
}

interface HostFormProps {
  state: State;
  speech: PageSpeech;
  refused: Refused | undefined;
}

function HostForm({ state: { session }, speech, refused }: HostFormProps) {
  const door = speech.of("door");
  const has = session?.hasPassword ?? false;
  const wrong = refused && complaintOf(refused, speech);
  const at = (place: string) => wrong?.at === place ? wrong.text : undefined;
  return (
    <form class="form" method="post">
      {session
        ? (
          <p>
            <Named
              say={(name) => door.say("hostlink.as", { name })}
              name={session.user.name}
            />
          </p>
        )
        : (
          <Field
            id="nome"
            name="name"
            label={door.say("hostlink.name")}
            value={refused ? fieldOf(refused.form, "name") : ""}
            error={at("name")}
            required
            autofocus
            autocomplete="username"
          />
        )}
      <Field
        id="senha"
        name="password"
        type="password"
        label={door.say(has ? "password" : "hostlink.password")}
        hint={has ? undefined : door.say("hostlink.password.hint", { n: LIMITS.passwordMin })}
        error={at("password")}
        required
        autocomplete={has ? "current-password" : "new-password"}
      />
      {wrong?.at === "form" && <Complaint text={wrong.text} />}
      <Button kind="main" wide>{door.say("hostlink.use")}</Button>
    </form>
  );
}

function complaintOf(refused: Refused, speech: PageSpeech): { at: string; text: string } {
  const { code, field } = refused;
  if (code === "conflict") return { at: "name", text: speech.page.say("join.taken") };
  if (code === "unauthenticated") {
    return { at: "password", text: speech.of("door").say("confirm.wrong") };
  }
  if (code === "invalid" && field === "password") {
    const { passwordMin: min, password: max } = LIMITS;
    return { at: "password", text: speech.of("settings").say("password.unfit", { min, max }) };
  }
  if (code === "invalid") return { at: "name", text: speech.page.say("join.unfit") };
  return { at: "form", text: refusalText(refused, speech) };
}
