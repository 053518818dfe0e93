import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Complaint } from "../ui/Field.tsx";
import { glyphOf } from "../rail/glyph.ts";
import { Icon } from "../ui/Icon.tsx";

interface RoomListProps {
  rooms: readonly Room[];
  /** What the button of each does; without it, it opens the room. */
  deed?: "join" | "reopen";
  /** What is said where there is none. */
  none: string;
  wrong?: string | undefined;
  texts: Speech<"rooms">;
}

/** Rooms with what they are about, how many are in them, and a button. */
export function RoomList({ rooms, deed, none, wrong, texts }: RoomListProps) {
  if (rooms.length === 0) return <p>{none}</p>;
  return (
    <>
      {wrong !== undefined && <Complaint text={wrong} />}
      <ul class="people">
        {rooms.map((room) => (
          <li key={room.id}>
            <Icon name={glyphOf(room.kind)} />
            <div class="grow">
              <b>
                <bdi>{room.name}</bdi>
              </b>
              <small dir="auto">
                {room.members !== undefined && texts.say("members", { n: room.members })}
                {room.members !== undefined && room.topic && " · "}
                {room.topic}
              </small>
            </div>
            {deed === undefined
              ? (
                <ButtonLink
                  small
                  href={`/r/${room.slug}`}
                  aria-label={`${texts.say("go")}: ${room.name}`}
                >
                  {texts.say("go")}
                </ButtonLink>
              )
              : (
                <form method="post" action="/salas">
                  <input type="hidden" name="room" value={room.id} />
                  <Button small deed={deed} aria-label={`${texts.say(deed)}: ${room.name}`}>
                    {texts.say(deed)}
                  </Button>
                </form>
              )}
          </li>
        ))}
      </ul>
    </>
  );
}
