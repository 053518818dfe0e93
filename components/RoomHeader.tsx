import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "./Icon.tsx";

/** The head of a conversation: which room, what about, and on a phone the way to the others. */
export function RoomHeader({ room, speech }: { room: Room; speech: Speech<"page"> }) {
  return (
    <header class="top">
      <a class="ib only-narrow" href="#salas" aria-label={speech.say("rail.label")}>
        <Icon name="menu" />
      </a>
      <div>
        <h1>
          <Icon name={room.kind === "public" ? "hash" : "lock"} />
          <bdi class="clip">{room.name}</bdi>
        </h1>
        {room.topic && <p dir="auto">{room.topic}</p>}
      </div>
      <noscript>
        <a class="ib" href={`/r/${room.slug}`} aria-label={speech.say("room.refresh")}>
          <Icon name="refresh" />
        </a>
      </noscript>
    </header>
  );
}
