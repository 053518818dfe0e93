import { useLayoutEffect, useRef } from "preact/hooks";
import { isApple } from "@/components/keys/key_names.ts";
import { KeyList } from "@/components/keys/KeyList.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { keyGroups } from "@/lib/client/key_groups.ts";
import type { Locale } from "@/lib/i18n/locale.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { keyWords } from "./key_words.ts";
import { showOverPage } from "./over_page.ts";

/** Opens the list of all keys. */
export async function openKeySheet(locale: Locale): Promise<void> {
  const texts = await keyWords(locale);
  // It may have been asked for twice before it came.
  if (document.querySelector("dialog[open]")) return;
  const said = new Speech<"keys">({ locale, texts, zone: "UTC" });
  showOverPage((close) => <KeySheet {...{ said, close }} />);
}

function KeySheet({ said, close }: { said: Speech<"keys">; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="dialog key-sheet"
      ref={dialog}
      aria-label={said.say("title")}
      onClose={close}
      onPointerDown={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <header>
        <h2>{said.say("title")}</h2>
        <button
          class="ib"
          type="button"
          aria-label={said.say("close")}
          title={said.say("close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="x" />
        </button>
      </header>
      <KeyList Heading="h3" groups={keyGroups()} apple={isApple(navigator.userAgent)} said={said} />
    </dialog>
  );
}
