import type { Room } from "@/lib/chat/model.ts";

interface RoomNameProps {
  room: Pick<Room, "kind" | "name" | "with">;
  /** What stands for somebody whose account was deleted. */
  gone: string;
}

/** The name of a room; each name in it keeps its own direction. */
export function RoomName({ room, gone }: RoomNameProps) {
  if (room.kind !== "direct") return <bdi>{room.name}</bdi>;
  return (
    <>
      {(room.with ?? []).map((person, index) => (
        <span key={person.id}>
          {index > 0 && ", "}
          <bdi>{person.name || gone}</bdi>
        </span>
      ))}
    </>
  );
}
