import { useEffect } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import { rememberPreference } from "@/lib/client/preferences.ts";
import { ownZone, PREFERENCE, type Theme } from "@/lib/i18n/preferences.ts";

/** Switches between light and dark; and, being on every page, tells the server the time zone. */
export default function ThemeSwitch({ label }: { label: string }) {
  useEffect(() => rememberPreference(PREFERENCE.zone, ownZone()), []);
  return (
    <button class="ib scripted" type="button" aria-label={label} data-tip={label} onClick={turn}>
      <Icon name="moon" />
    </button>
  );
}

function turn(): void {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme: Theme = dark ? "light" : "dark";
  root.dataset.theme = theme;
  rememberPreference(PREFERENCE.theme, theme);
}
