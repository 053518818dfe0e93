// What stands in the corner of pages, in one file: two of a few lines each would weigh half as much again.
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import { rememberPreference } from "@/lib/client/preferences.ts";
import { ownZone, PREFERENCE, type Theme } from "@/lib/i18n/preferences.ts";
import type { LeavingProps } from "./late/LeaveDialog.tsx";

/** Switches between light and dark; and, being on every page, tells the server the time zone. */
export function ThemeSwitch({ label }: { label: string }) {
  useEffect(() => rememberPreference(PREFERENCE.zone, ownZone()), []);
  return (
    <button class="ib scripted" type="button" aria-label={label} data-tip={label} onClick={turn}>
      <Icon name="moon" />
    </button>
  );
}

/** The way out. What this person has not sent and not finished does not stay for the next one. */
export function SignOut(props: LeavingProps & { texts: { label: string } }) {
  const { label } = props.texts;
  const going = useRef<Promise<void>>();

  function ask(event: Event & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const { currentTarget: form } = event;
    going.current ??= import("./late/LeaveDialog.tsx").then((late) => late.leave(form, props))
      .finally(() => going.current = undefined);
  }

  return (
    <form method="post" action="/sair" onSubmit={ask}>
      <button type="submit" class="ib" aria-label={label} data-tip={label}>
        <Icon name="leave" />
      </button>
    </form>
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
