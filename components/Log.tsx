import type { ComponentChildren, Ref } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { LargeKnot } from "./Knot.tsx";
import { roomName } from "./named.ts";

interface LogProps {
  speech: Speech<"chat">;
  /** There is nothing to see yet. */
  empty: boolean;
  /** What stands before the first message. */
  older: ComponentChildren;
  children: ComponentChildren;
  log?: Ref<HTMLDivElement>;
}

/**
 * The room's messages. New ones are told by a region of their own, so the list itself keeps quiet:
 * some screen readers would read all of it again.
 */
export function Log({ speech, empty, older, children, log }: LogProps) {
  return (
    <div
      class={empty ? "log bare" : "log"}
      role="log"
      aria-live="off"
      aria-label={speech.say("log.label")}
      tabIndex={0}
      ref={log ?? null}
    >
      <div>
        {empty
          ? (
            <div class="blank">
              <LargeKnot />
              <h2>{speech.say("log.empty")}</h2>
              <p>{speech.say("log.empty.lead")}</p>
            </div>
          )
          : older}
        {children}
      </div>
    </div>
  );
}

interface OlderProps {
  speech: Speech<"chat">;
  room: Pick<Room, "kind" | "name" | "with">;
  /** The first message here; `undefined`: nothing comes before it. */
  before: number | undefined;
  failed?: boolean;
  busy?: boolean;
  load?: (event: Event) => void;
}

/** The way to older messages: a link, which the script follows in place. */
export function Older({ speech, room, before, failed = false, busy = false, load }: OlderProps) {
  if (before === undefined) {
    const name = roomName(room, speech.say("person.gone"));
    const start = room.kind === "direct" ? "log.start.direct" : "log.start";
    return <p class="older">{speech.say(start, { room: name })}</p>;
  }
  return (
    <p class="older" data-older>
      <a class="lnk" href={`?before=${before}`} aria-busy={busy} onClick={load}>
        {speech.say(failed ? "log.older.failed" : "log.older")}
      </a>
    </p>
  );
}
