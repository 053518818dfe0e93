import type { ComponentChildren } from "preact";
import type { Room, User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face, type Presence } from "../ui/Face.tsx";
import { Icon } from "../ui/Icon.tsx";
import { RoomLink } from "./RoomLink.tsx";

/** The pages that the rail leads to, besides the rooms. */
export type RailPage = "rooms" | "direct" | "search" | "mentions" | "saved" | "settings" | "host";

/** What the rail shows; plain data but for `speech` and `children`. */
export interface RailProps {
  /** The person's rooms, and the one that is open. */
  rooms: readonly Room[];
  /** The room that is open. */
  current?: number | undefined;
  /** The page that is open, if it is no room. */
  page?: RailPage | undefined;
  me: User;
  /** People who are here now, and those of them who are idle, by id. */
  online: readonly number[];
  away: readonly number[];
  /** What waits for a moderator; `undefined`: the person is none. */
  waiting: number | undefined;
  speech: Speech<"rail">;
  /** What stands above the list. */
  head?: ComponentChildren;
  /** What stands beside the person: their settings, the theme, the way out. */
  children: ComponentChildren;
}

/** The rooms and conversations, and at the foot whoever is here. */
export function Rail(props: RailProps) {
  const { current, page, me, speech, waiting, head, children } = props;
  const rooms = props.rooms.filter((room) => room.joined || room.id === current);
  return (
    <>
      <nav class="rail" id="salas" aria-label={speech.say("label")}>
        {head}
        <div class="scroll">
          {waiting !== undefined && <HostLink {...{ waiting, speech }} here={page === "host"} />}
          <Group
            {...props}
            rooms={rooms.filter(({ kind }) => kind !== "direct")}
            texts={["rooms", "browse", "rooms.none"]}
            href="/salas"
            here={page === "rooms"}
          />
          <Group
            {...props}
            rooms={rooms.filter(({ kind }) => kind === "direct")}
            texts={["direct", "start", "direct.none"]}
            href="/conversar"
            here={page === "direct"}
          />
        </div>
        <footer>
          <Face person={me} />
          <span class="grow">
            <b class="clip">
              <bdi>{me.name}</bdi>
            </b>
            <small class="clip">{speech.say("me")}</small>
          </span>
          {children}
        </footer>
      </nav>
      <a class="veil" href="#conversa" tabIndex={-1} aria-hidden="true" />
    </>
  );
}

interface GroupProps extends Omit<RailProps, "head" | "children"> {
  texts: readonly ["rooms" | "direct", "browse" | "start", "rooms.none" | "direct.none"];
  /** Where more of them are found or made. */
  href: string;
  here: boolean;
}

function Group({ rooms, current, online, away, speech, texts, href, here }: GroupProps) {
  const [heading, more, none] = texts;
  return (
    <>
      <p class="head">
        <span id={heading}>{speech.say(heading)}</span>
        <a
          class="ib small"
          href={href}
          aria-label={speech.say(more)}
          data-tip={speech.say(more)}
          aria-current={here ? "page" : "false"}
        >
          <Icon name="plus" small />
        </a>
      </p>
      {rooms.length === 0
        ? <p class="none">{speech.say(none)}</p>
        : (
          <ul class="rooms" aria-labelledby={heading}>
            {rooms.map((room) => (
              <li key={room.id}>
                <RoomLink
                  room={room}
                  current={room.id === current}
                  presence={presenceIn(room, online, away)}
                  speech={speech}
                />
              </li>
            ))}
          </ul>
        )}
    </>
  );
}

function HostLink(
  { waiting, speech, here }: { waiting: number; speech: Speech<"rail">; here: boolean },
) {
  return (
    <a
      class={waiting > 0 ? "room unread" : "room"}
      href="/anfitriao"
      aria-current={here ? "page" : "false"}
    >
      <Icon name="shield" />
      <span>{speech.say("host")}</span>
      {waiting > 0 && (
        <span class="count at">
          <span aria-hidden="true">{waiting}</span>
          <span class="sr">, {speech.say("host.waiting", { n: waiting })}</span>
        </span>
      )}
    </a>
  );
}

/** Whether the others of a conversation are here; of many, one suffices. */
function presenceIn(
  room: Room,
  online: readonly number[],
  away: readonly number[],
): Presence | undefined {
  if (room.kind !== "direct") return undefined;
  const here = (room.with ?? []).filter(({ id }) => online.includes(id));
  if (here.length === 0) return "out";
  return here.every(({ id }) => away.includes(id)) ? "away" : "here";
}
