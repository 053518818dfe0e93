import { rememberPreference } from "@/lib/client/preferences.ts";
import { PREFERENCE } from "@/lib/i18n/preferences.ts";

/** Does what the form of the list of rooms asks for, without asking the server for another page. */
export function foldRail(form: EventTarget | null): void {
  if (!(form instanceof HTMLFormElement)) return;
  const button = form.querySelector("button");
  const frame = form.closest<HTMLElement>("[data-rail]");
  if (!button || !frame) return;
  const state = button.value;
  const closed = state === "closed";
  frame.dataset["rail"] = state;
  button.value = closed ? "open" : "closed";
  button.setAttribute("aria-expanded", String(!closed));
  rememberPreference(PREFERENCE.rail, state);
}
