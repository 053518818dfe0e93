import { ButtonLink } from "@/components/ui/Button.tsx";
import { Alone } from "@/components/ui/Alone.tsx";
import type { PageSpeech } from "@/lib/i18n/speech_for.ts";
import type { State } from "@/utils.ts";
import { SmallPage } from "./small_page.tsx";

/** What a one-time link shows that was used, is over, or never was. */
export function DeadLink(page: { speech: PageSpeech; url: URL; state: State }) {
  const door = page.speech.of("door");
  return (
    <SmallPage title={door.say("dead.heading")} {...page}>
      <Alone broken title={door.say("dead.heading")} lead={door.say("dead.lead")}>
        <ButtonLink kind="main" href="/">{door.say("dead.home")}</ButtonLink>
      </Alone>
    </SmallPage>
  );
}
