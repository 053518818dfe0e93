import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import { Knot } from "../ui/Knot.tsx";

interface RailHeadProps {
  /** The address by which this page was reached. */
  host: string;
  speech: Speech<"rail">;
}

/** Whose list of rooms it is; where it is a drawer, with the way back. */
export function RailHead({ host, speech }: RailHeadProps) {
  return (
    <header>
      <Knot />
      <span class="grow">
        <b class="clip">ConexaoChat</b>
        <small class="clip">{host}</small>
      </span>
      <a class="ib only-narrow" href="#conversa" aria-label={speech.say("close")}>
        <Icon name="x" />
      </a>
    </header>
  );
}
