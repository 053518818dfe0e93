import { createDefine } from "fresh";
import type { Caller } from "@/lib/auth/caller.ts";
import type { SignedIn } from "@/lib/auth/sessions.ts";
import type { Locale } from "@/lib/i18n/locale.ts";
import type { Theme } from "@/lib/i18n/preferences.ts";
import type { Services } from "@/lib/services.ts";

/** What every request carries. */
export interface State {
  services: Services;
  caller: Caller;
  session: SignedIn | undefined;
  locale: Locale;
  /** `undefined`: as the system is set. */
  theme: Theme | undefined;
  /** The list of rooms is folded away in this browser. */
  folded: boolean;
  /** The person wants no sound and no mark for what is new. */
  quiet: boolean;
  /** The browser runs where Ctrl is ⌘ and Alt is ⌥. */
  apple: boolean;
}

export const define = createDefine<State>();
