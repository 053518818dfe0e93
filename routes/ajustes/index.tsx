import { type Context, page } from "fresh";
import {
  EraseForm,
  NotifyChoice,
  PrivacyForm,
  ViewForm,
  WriteChoice,
} from "@/components/settings/ChoiceForms.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { SecureWay } from "@/components/able/SecureWay.tsx";
import { Parts } from "@/components/ui/Parts.tsx";
import { LooksForm, NameForm, PasswordForm } from "@/components/settings/ProfileForms.tsx";
import { Section } from "@/components/ui/Section.tsx";
import { SessionList } from "@/components/settings/SessionList.tsx";
import type { ListedSession } from "@/lib/auth/sessions.ts";
import { Invalid } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Preferences } from "@/lib/chat/store.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { bringsFile, fieldOf, readUpload } from "@/lib/middlewares/read_form.ts";
import { isLoopback } from "@/lib/middlewares/is_loopback.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { attempt, carryOut, complaintAt, type Refused } from "../(_pages)/deeds.tsx";
import { type FlashData, flashOf } from "../(_pages)/flash.ts";
import { type Frame, frameOf } from "../(_pages)/frame.ts";
import { settingsDeeds } from "../(_pages)/settings_deeds.ts";
import { settingsWords } from "../(_pages)/settings_words.ts";
import { Shell } from "../(_pages)/shell.tsx";

interface SettingsData {
  frame: Frame;
  preferences: Preferences;
  sessions: ListedSession[];
  hasPassword: boolean;
  flash: FlashData | undefined;
  refused: Refused | undefined;
}

export const handler = define.handlers({
  async GET(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    return page(await load(ctx));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const outcome = bringsFile(ctx.req)
      ? await setPicture(ctx)
      : await carryOut(ctx, settingsDeeds(ctx.state));
    if (outcome instanceof Response) return outcome;
    return page(await load(ctx, outcome), { status: outcome.status });
  },
});

async function setPicture(ctx: Context<State>): Promise<Response | Refused> {
  const { user } = requireSession(ctx.state);
  return await attempt(ctx, {
    deed: "picture",
    form: new URLSearchParams(),
    async act() {
      const bytes = await readUpload(ctx.req, { field: "picture", most: LIMITS.picture });
      if (!bytes) throw new Invalid("Cannot set picture: there is none", { field: "none" });
      await ctx.state.services.people.setPicture(user, bytes);
      return { to: "/ajustes#rosto", said: "saved" };
    },
  });
}

async function load(ctx: Context<State>, refused?: Refused): Promise<SettingsData> {
  const { state, req, url } = ctx;
  const session = requireSession(state);
  const { people, sessions } = state.services;
  const texts = speechFor(state.locale, req).of("settings");
  const words = { saved: texts.say("saved"), password: texts.say("password.made") };
  const [frame, preferences, own, flash] = await Promise.all([
    frameOf(state),
    people.preferences(session.user),
    sessions.own(session),
    flashOf({ state, req, url, words }),
  ]);
  const { hasPassword = false } = session;
  return { frame, preferences, sessions: own, hasPassword, flash, refused };
}

const PARTS = [
  ["nome", "name"],
  ["senha", "password"],
  ["rosto", "looks"],
  ["tela", "view"],
  ["escrever", "write"],
  ["avisos", "notify"],
  ["funciona", "able"],
  ["privacidade", "privacy"],
  ["aparelhos", "sessions"],
  ["apagar", "delete"],
] as const;

/** A person's own settings. */
export default define.page<typeof handler>(function SettingsPage({ data, req, state, url }) {
  const { frame, preferences, sessions, hasPassword, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("settings");
  const { me } = frame;
  const words = settingsWords(speech);
  const wrong = (...deeds: string[]) => complaintAt(refused, { deeds, words, speech });
  const typed = refused?.deed === "rename" ? fieldOf(refused.form, "name") : me.name;
  const field = refused?.code === "unauthenticated" ? "current" : refused?.field;
  return (
    <Shell {...{ state, url, frame, speech, flash }} page="settings" title={texts.say("title")}>
      <div class="page wide-page prefs">
        <Parts
          label={texts.say("parts")}
          parts={PARTS.map(([id, key]) => ({ id, label: texts.say(key) }))}
        />
        <div>
          <NameForm name={typed} wrong={wrong("rename")} texts={texts} />
          <PasswordForm
            has={hasPassword}
            name={me.name}
            {...{ field, texts }}
            wrong={wrong("password")}
          />
          <LooksForm
            {...{ me, texts }}
            hue={preferences.hue}
            wrong={wrong("hue")}
            unfit={wrong("picture", "nopicture")}
          />
          <ViewForm
            locale={preferences.locale}
            theme={state.theme}
            wrong={wrong("view")}
            texts={texts}
          />
          <WriteChoice
            breaks={preferences.enterBreaks}
            wrong={wrong("write")}
            texts={texts}
          />
          <NotifyChoice on={preferences.notify} wrong={wrong("notify")} texts={texts} />
          <Able {...{ state, url, speech }} />
          <PrivacyForm {...preferences} wrong={wrong("privacy")} texts={texts} />
          <Section id="aparelhos" title={texts.say("sessions")} lead={texts.say("sessions.lead")}>
            <SessionList sessions={sessions} now={Date.now()} texts={texts} />
            <div class="pair">
              <span>
                <small>{texts.say("sessions.link.lead")}</small>
              </span>
              <ButtonLink href="/ajustes/aparelho">{texts.say("sessions.link")}</ButtonLink>
            </div>
          </Section>
          <EraseForm
            name={me.name}
            {...{ hasPassword, texts }}
            wrong={wrong("erase")}
          />
        </div>
      </div>
    </Shell>
  );
});

/** What works in the browser that looks, at the address that it has come to. */
function Able({ state, url, speech }: { state: State; url: URL; speech: PageSpeech }) {
  const able = speech.of("able");
  const { publicUrl } = state.services.config;
  const standing = state.caller.secure ? "is" : isLoopback(url.hostname) ? "local" : "plain";
  return (
    <Section id="funciona" title={able.say("title")} lead={able.say("lead")}>
      <SecureWay
        {...{ standing, able }}
        secureUrl={publicUrl?.protocol === "https:" ? publicUrl.origin : undefined}
      />
      <div data-able>
        <p class="unscripted">{able.say("plain")}</p>
      </div>
    </Section>
  );
}
