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

interface EdgeProps {
  speech: Speech<"chat">;
  room: Pick<Room, "slug" | "kind" | "name" | "with">;
  state?: "idle" | "loading" | "failed";
  load?: () => void;
}

/** The way to older messages: a link, which the script follows in place. */
export function Older({ before, ...edge }: EdgeProps & {
  /** The first message here; `undefined`: nothing comes before it. */
  before: number | undefined;
}) {
  const { speech, room } = edge;
  if (before === undefined) {
    const name = roomName(room, speech.say("person.gone"));
    const start = room.kind === "direct" ? "log.start.direct" : "log.start";
    return <p class="older">{speech.say(start, { room: name })}</p>;
  }
  return <Edge {...edge} query={`before=${before}`} text={speech.say("log.older")} data-older />;
}

/** The way to newer messages, where the last here is not the newest. */
export function Newer({ after, ...edge }: EdgeProps & { after: number }) {
  return <Edge {...edge} query={`after=${after}`} text={edge.speech.say("log.newer")} data-newer />;
}

function Edge(
  { speech, room, state, load, query, text, ...place }:
    & EdgeProps
    & { query: string; text: string; "data-older"?: boolean; "data-newer"?: boolean },
) {
  return (
    <p class="older" {...place}>
      <a
        class="lnk"
        href={`/r/${room.slug}?${query}`}
        aria-busy={state === "loading"}
        onClick={(event) => {
          event.preventDefault();
          load?.();
        }}
      >
        {state === "failed" ? speech.say("log.older.failed") : text}
      </a>
    </p>
  );
}
