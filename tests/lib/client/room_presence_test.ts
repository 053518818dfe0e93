import { expect } from "expect";
import type { ServerFrame } from "@/lib/chat/server_frame.ts";
import type { LineMember } from "@/lib/client/page_line.ts";
import { RoomPresence } from "@/lib/client/room_presence.ts";
import { standingOf } from "@/lib/client/presence.ts";

const [ANA, BRUNO, CLARA] = [1, 2, 3] as const;

function scene() {
  const members = new Set<LineMember>();
  const presence = new RoomPresence({
    join(member) {
      members.add(member);
      return () => members.delete(member);
    },
  });
  const hear = (frame: ServerFrame) => members.forEach((member) => member.heard(frame));
  const standings = () =>
    [ANA, BRUNO].map((id) => standingOf(presence.presence.value, id)).join(" ");
  return { presence, hear, standings };
}

Deno.test("who is here is known as it was said last, until nobody listens", () => {
  const { presence, hear, standings } = scene();
  const stop = presence.start();
  expect(standings()).toBe("off off");
  hear({ t: "presence", online: [ANA, BRUNO] });
  hear({ t: "presence", away: [BRUNO] });
  expect(standings()).toBe("here away");
  hear({ t: "presence", left: [ANA] });
  stop();
  hear({ t: "presence", joined: [ANA] });
  expect(standings()).toBe("off away");
  expect([ANA, BRUNO, CLARA].map((id) => presence.hasMet(id))).toEqual([true, true, false]);
});

Deno.test("somebody who is called otherwise by now is known by the new name", () => {
  const { presence, hear } = scene();
  presence.start();
  hear({ t: "person", user: { id: BRUNO, name: "Bruno Lima", role: "member" } });
  expect(presence.people.value.get(BRUNO)?.name).toBe("Bruno Lima");
});
