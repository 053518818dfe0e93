import { Admission } from "@/lib/chat/requests.ts";
import { listOf, roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params, state, url }) {
    const { user } = requireSession(state);
    const { rooms, hub } = state.services;
    const members = await rooms.members(user, roomOf(params), listOf(url.searchParams));
    const shown = members.map(({ user, role, seenAt }) => ({
      user,
      role,
      ...(seenAt === undefined ? {} : { seenAt: new Date(seenAt).toISOString() }),
      online: hub.presence.isOnline(user.id),
    }));
    return Response.json({ members: shown });
  },

  async POST({ req, params, state }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    const guest = (await readJson(req, Admission)).user;
    const { rooms } = state.services;
    await (guest === undefined ? rooms.join(user, room) : rooms.invite(user, room, guest));
    return new Response(null, { status: 204 });
  },
});
