import type { ShownMember } from "@/components/room/MemberList.tsx";
import { type Standing, standingOf } from "@/lib/client/presence.ts";
import type { PartProps } from "./panel_parts.ts";

const PRESENCES: Readonly<Record<Standing, ShownMember["presence"]>> = {
  here: "here",
  away: "away",
  off: "out",
};

/** Everybody in the room as they are by now, by their names; without a connection nobody is here. */
export function shownMembers({ talk, desk }: Pick<PartProps, "talk" | "desk">): ShownMember[] {
  const { me: { value: me }, room: { value: room } } = talk.life;
  const presence = desk.presence.presence.value;
  const people = desk.presence.people.value;
  const cutOff = talk.feed.cutOff.value;
  return desk.members.rows.value
    .map(({ user, role, seenAt }): ShownMember => ({
      user: people.get(user.id) ?? user,
      owner: role === "owner" && room.kind !== "direct",
      me: user.id === me.id,
      presence: cutOff ? "out" : PRESENCES[standingOf(presence, user.id)],
      seenAt: seenAt === undefined || desk.presence.hasMet(user.id)
        ? undefined
        : Date.parse(seenAt),
    }))
    .sort((one, other) => one.user.name.localeCompare(other.user.name));
}
