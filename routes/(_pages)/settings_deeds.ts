import { HUES } from "@/lib/chat/model.ts";
import { Invalid } from "@/lib/chat/errors.ts";
import { localeNamed } from "@/lib/i18n/locale.ts";
import { PREFERENCE, preferenceCookie } from "@/lib/i18n/preferences.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";
import type { Deeds } from "./deeds.tsx";

const HERE = "/ajustes";

/** What a person can do about themselves, each by the value of its form's `do` field. */
export function settingsDeeds(state: State): Deeds {
  return { ...profileDeeds(state), ...choiceDeeds(state), ...sessionDeeds(state) };
}

function profileDeeds(state: State): Deeds {
  const session = requireSession(state);
  const { user } = session;
  const { people, passwords } = state.services;
  return {
    async rename(form) {
      await people.rename(user, fieldOf(form, "name"));
      return { to: `${HERE}#nome`, said: "saved" };
    },
    async password(form) {
      const password = fieldOf(form, "password");
      const current = form.has("current") ? fieldOf(form, "current") : undefined;
      const setCookies = await passwords.set(session, { password, current }, state.caller);
      return { to: `${HERE}#senha`, said: "password", setCookies };
    },
    async hue(form) {
      await people.prefer(user, { hue: hueIn(form) });
      return { to: `${HERE}#rosto`, said: "saved" };
    },
    async nopicture() {
      await people.setPicture(user, undefined);
      return { to: `${HERE}#rosto`, said: "saved" };
    },
    async erase(form) {
      const proof = fieldOf(form, "proof");
      if (!session.hasPassword && proof.trim() !== user.name) {
        throw new Invalid("Cannot delete account: its name is not given", { field: "proof" });
      }
      const password = session.hasPassword ? proof : undefined;
      const { setCookie } = await passwords.eraseAccount(session, password, state.caller);
      return { to: "/", setCookies: [setCookie] };
    },
  };
}

function choiceDeeds(state: State): Deeds {
  const { user } = requireSession(state);
  const { people } = state.services;
  return {
    async view(form) {
      const locale = localeNamed(fieldOf(form, "locale"));
      const wanted = fieldOf(form, "theme");
      const theme = wanted === "light" || wanted === "dark" ? wanted : undefined;
      await people.prefer(user, { locale, theme });
      // Kept in the browser too, for the pages of those who are not signed in.
      const setCookies = [
        preferenceCookie(PREFERENCE.locale, locale),
        preferenceCookie(PREFERENCE.theme, theme),
      ];
      return { to: `${HERE}#tela`, said: "saved", setCookies };
    },
    async notify(form) {
      await people.prefer(user, { notify: form.has("notify") });
      return { to: `${HERE}#avisos`, said: "saved" };
    },
    async write(form) {
      await people.prefer(user, { enterBreaks: form.has("enterBreaks") });
      return { to: `${HERE}#escrever`, said: "saved" };
    },
    async privacy(form) {
      await people.prefer(user, {
        readsPrivate: form.has("readsPrivate"),
        seenShown: form.has("seenShown"),
        typing: form.has("typing"),
      });
      return { to: `${HERE}#privacidade`, said: "saved" };
    },
  };
}

function sessionDeeds(state: State): Deeds {
  const session = requireSession(state);
  const { sessions } = state.services;
  const there = `${HERE}#aparelhos`;
  return {
    async seen() {
      await sessions.acknowledge(session);
      return { to: there };
    },
    async end(form) {
      await sessions.end(session, fieldOf(form, "session"));
      return { to: there };
    },
    async others() {
      await sessions.endOthers(session);
      return { to: there };
    },
  };
}

function hueIn(form: URLSearchParams): number | undefined {
  const text = fieldOf(form, "hue");
  if (text === "") return undefined;
  const hue = /^\d{1,2}$/.test(text) ? Number(text) : HUES;
  if (hue >= HUES) {
    throw new Invalid("Cannot choose the hue: there is none like it", { field: "hue" });
  }
  return hue;
}
