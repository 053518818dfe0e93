import type { ComponentChildren, Ref } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { LargeKnot } from "../ui/Knot.tsx";
import { Named } from "../ui/Named.tsx";
import { roomName } from "../rail/named.ts";

interface LogProps {
  speech: Speech<"chat">;
  /** There is nothing to see yet. */
  empty: boolean;
  /** The person may only read. */
  quiet: boolean;
  /** What stands before the first message. */
  before: ComponentChildren;
  children: ComponentChildren;
  log?: Ref<HTMLDivElement>;
}

/**
 * The room's messages. New ones are told by a region of their own, so the list itself keeps quiet:
 * some screen readers would read all of it again.
 */
export function Log({ speech, empty, quiet, before, children, log }: LogProps) {
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
              <h2>{speech.say(quiet ? "log.empty.quiet" : "log.empty")}</h2>
              {!quiet && <p>{speech.say("log.empty.lead")}</p>}
            </div>
          )
          : before}
        {children}
      </div>
    </div>
  );
}

interface EdgeProps {
  /** On which side of what is here there is more. */
  side: "older" | "newer";
  /** The message at that end, by its `seq`. */
  seq: number;
  state?: "idle" | "loading" | "failed";
  load?: () => void;
  slug: string;
  speech: Speech<"chat">;
}

/** The way to older or newer messages: a link, which the script follows in place. */
export function Edge({ side, seq, state, load, slug, speech }: EdgeProps) {
  return (
    <p class="edge" data-side={side}>
      <a
        class="lnk"
        href={`/r/${slug}?${side === "older" ? "before" : "after"}=${seq}`}
        aria-busy={state === "loading"}
        onClick={(event) => {
          event.preventDefault();
          load?.();
        }}
      >
        {speech.say(state === "failed" ? "log.failed" : `log.${side}`)}
      </a>
    </p>
  );
}

/** Where the room begins. */
export function Beginning({ room, speech }: { room: Room; speech: Speech<"chat"> }) {
  const direct = room.kind === "direct";
  return (
    <p class="edge">
      <span>
        <Named
          say={(room) => speech.say(direct ? "log.start.direct" : "log.start", { room })}
          name={roomName(room, speech.say("person.gone"))}
        />
      </span>
    </p>
  );
}
