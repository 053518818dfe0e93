import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face, type Presence } from "../ui/Face.tsx";
import { Icon } from "../ui/Icon.tsx";
import { glyphOf } from "./glyph.ts";
import { RoomName } from "./RoomName.tsx";

/** Above this a badge says "more". */
const MOST = 99;

interface RoomLinkProps {
  room: Room;
  current: boolean;
  presence: Presence | undefined;
  speech: Speech<"rail">;
}

/** A room in the list: its kind, its name, and how much of it is new. */
export function RoomLink({ room, current, presence, speech }: RoomLinkProps) {
  const gone = speech.say("gone");
  const quiet = room.notify === "nothing";
  const bold = !quiet && (room.mentions > 0 || room.unread > 0 && room.notify !== "mentions");
  const classes = ["room", bold && "unread", quiet && "quiet"].filter(Boolean);
  const others = room.with ?? [];
  return (
    <a
      class={classes.join(" ")}
      href={`/r/${room.slug}`}
      aria-current={current ? "page" : "false"}
    >
      {room.kind !== "direct"
        ? <Icon name={glyphOf(room.kind)} />
        : others.length === 1
        ? <Face person={others[0]!} size="s" presence={presence} />
        : <Icon name="users" />}
      <span>
        <RoomName room={room} gone={gone} />
        {room.kind === "private" && <Aside text={speech.say("private")} />}
        {room.kind === "announcement" && <Aside text={speech.say("announcement")} />}
        {presence && others.length === 1 && <Aside text={speech.say(presence)} />}
      </span>
      {quiet && (
        <>
          <Icon name="belloff" small />
          <Aside text={speech.say("quiet")} />
        </>
      )}
      <Badge room={room} speech={speech} />
    </a>
  );
}

function Badge(
  { room: { unread, mentions, notify }, speech }: Pick<RoomLinkProps, "room" | "speech">,
) {
  if (mentions > 0 && notify !== "nothing") {
    return (
      <span class="count at">
        <span aria-hidden="true">@{capped(mentions)}</span>
        <span class="sr">
          , {speech.say("mentions", { n: mentions })}, {speech.say("unread", { n: unread })}
        </span>
      </span>
    );
  }
  if (unread === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">{capped(unread)}</span>
      <span class="sr">, {speech.say("unread", { n: unread })}</span>
    </span>
  );
}

function Aside({ text }: { text: string }) {
  return <span class="sr">, {text}</span>;
}

function capped(n: number): string {
  return n > MOST ? `${MOST}+` : String(n);
}
