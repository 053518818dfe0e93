import type { ComponentChildren } from "preact";
import type { Room, User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face } from "./Face.tsx";
import { Icon } from "./Icon.tsx";
import { Knot } from "./Knot.tsx";

interface RailProps {
  rooms: readonly Room[];
  current: number;
  me: User;
  speech: Speech<"page">;
  /** The address by which this page was reached. */
  host: string;
  /** What stands beside the person: the theme, the way out. */
  children: ComponentChildren;
}

/** The rooms, and at the foot whoever is here. */
export function Rail({ rooms, current, me, speech, host, children }: RailProps) {
  return (
    <>
      <nav class="rail" id="salas" aria-label={speech.say("rail.label")}>
        <header>
          <Knot />
          <span class="grow">
            <b class="clip">ConexaoChat</b>
            <small class="clip">{host}</small>
          </span>
        </header>
        <div class="scroll">
          <h2>{speech.say("rail.label")}</h2>
          <ul class="rooms">
            {rooms.map((room) => (
              <li key={room.id}>
                <RoomLink room={room} current={room.id === current} speech={speech} />
              </li>
            ))}
          </ul>
        </div>
        <footer>
          <Face person={me} />
          <span class="grow">
            <b class="clip">
              <bdi>{me.name}</bdi>
            </b>
            <small class="clip">{speech.say("rail.me")}</small>
          </span>
          {children}
        </footer>
      </nav>
      <a class="veil" href="#conversa" tabIndex={-1} aria-hidden="true" />
    </>
  );
}

interface RoomLinkProps {
  room: Room;
  current: boolean;
  speech: Speech<"page">;
}

function RoomLink({ room, current, speech }: RoomLinkProps) {
  return (
    <a
      class="room"
      href={`/r/${room.slug}`}
      aria-current={current ? "page" : "false"}
    >
      <Icon name={room.kind === "public" ? "hash" : "lock"} />
      <span>
        <bdi>{room.name}</bdi>
        {room.kind !== "public" && <span class="sr">, {speech.say("rail.private")}</span>}
      </span>
    </a>
  );
}
