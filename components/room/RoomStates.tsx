import type { ComponentChildren } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { paceName } from "./pace.ts";

/** How a room stands: closed, slow, quiet, for announcements. */
export function RoomStates({ room, speech }: { room: Room; speech: Speech<"rooms"> }) {
  const { locked, slow, kind, notify } = room;
  return (
    <>
      {locked && <State icon="lock">{speech.say("state.locked")}</State>}
      {slow !== undefined && slow > 0 && (
        <State icon="clock">{speech.say("state.slow", { time: paceName(slow, speech) })}</State>
      )}
      {kind === "announcement" && <span>{speech.say("kind.announcement")}</span>}
      {notify === "nothing" && <State icon="belloff">{speech.say("state.quiet")}</State>}
    </>
  );
}

function State({ icon, children }: { icon: IconName; children: ComponentChildren }) {
  return (
    <span class="is">
      <Icon name={icon} small />
      {children}
    </span>
  );
}
