import { type Context, page } from "fresh";
import { InvitePeople } from "@/components/room/InvitePeople.tsx";
import { MemberList, type MemberRow } from "@/components/room/MemberList.tsx";
import { roomName } from "@/components/rail/named.ts";
import { Group } from "@/components/ui/Section.tsx";
import MenuKeys from "@/islands/MenuKeys.tsx";
import type { Room, User } from "@/lib/chat/model.ts";
import { isAllowed, isStaff, mayAppoint, mayInvite, mayRemove } from "@/lib/chat/policy.ts";
import type { RoomMember } from "@/lib/chat/store.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, idIn, type Refused } from "../../(_pages)/deeds.tsx";
import { findRoom } from "../../(_pages)/find_room.ts";
import { type RoomPage, roomPage } from "../../(_pages)/room_page.ts";
import { Shell } from "../../(_pages)/shell.tsx";

interface MembersData extends RoomPage {
  members: MemberRow[];
  /** There are more after the last. */
  after: number | undefined;
  /** People to invite; `undefined`: the person may not. */
  guests: User[] | undefined;
  query: string;
  refused: Refused | undefined;
}

const BELOW = "/pessoas";
const PAGE = 100;

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, BELOW, () => ({
      invited: speechFor(ctx.state.locale, ctx.req).of("people").say("invite.done"),
    }));
    return found instanceof Response ? found : page(await load(ctx, found));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const outcome = await carryOut(ctx, deedsOf(ctx.state, room));
    if (outcome instanceof Response) return outcome;
    const found = await roomPage(ctx, BELOW);
    if (found instanceof Response) return found;
    return page(await load(ctx, found, outcome), { status: outcome.status });
  },
});

function deedsOf(state: State, room: Room): Deeds {
  const { user } = requireSession(state);
  const { rooms } = state.services;
  const here = `/r/${room.slug}${BELOW}`;
  return {
    async invite(form) {
      await rooms.invite(user, room.id, idIn(form, "user"));
      return { to: here, said: "invited" };
    },
    async remove(form) {
      return { to: here, said: await rooms.remove(user, room.id, idIn(form, "user")) };
    },
    async own(form) {
      await rooms.appoint(user, room.id, { user: idIn(form, "user"), role: "owner" });
      return { to: here };
    },
    async disown(form) {
      await rooms.appoint(user, room.id, { user: idIn(form, "user"), role: "member" });
      return { to: here };
    },
    async talk(form) {
      return { to: `/r/${(await rooms.direct(user, [idIn(form, "user")])).slug}` };
    },
  };
}

async function load(
  { state, url }: Context<State>,
  found: RoomPage,
  refused?: Refused,
): Promise<MembersData> {
  const { user } = requireSession(state);
  const { room, access } = found;
  const after = idIn(url.searchParams, "after");
  const query = url.searchParams.get("q") ?? "";
  // One more than is shown tells whether there are others.
  const members = await state.services.rooms.members(user, room.id, {
    limit: PAGE + 1,
    ...after > 0 ? { after } : {},
  });
  const shown = members.slice(0, PAGE);
  const allowed = isAllowed(() => mayInvite(access));
  const guests = allowed ? await state.services.people.search(user, query) : undefined;
  const inside = new Set(members.map((member) => member.user.id));
  return {
    ...found,
    members: shown.map((member) => rowOf(state, found, member)),
    after: members.length > PAGE ? shown.at(-1)?.user.id : undefined,
    guests: guests?.filter(({ id }) => id !== user.id && !inside.has(id)),
    query,
    refused,
  };
}

/** A member with what the person who looks may do about them. */
function rowOf(state: State, { room, access }: RoomPage, member: RoomMember): MemberRow {
  const { user: me } = requireSession(state);
  const { presence } = state.services.hub;
  const { user, role, seenAt } = member;
  const target = { ...user, membership: role };
  const appoints = room.kind !== "direct" && isAllowed(() => mayAppoint(access));
  return {
    user,
    owner: role === "owner" && room.kind !== "direct",
    me: user.id === me.id,
    presence: !presence.isOnline(user.id) ? "out" : presence.isAway(user.id) ? "away" : "here",
    seenAt,
    deeds: {
      talk: user.id !== me.id && user.name !== "",
      remove: isAllowed(() => mayRemove(me, access, target)),
      own: appoints && role === "member" && user.name !== "",
      disown: appoints && role === "owner",
      watch: user.id !== me.id && isStaff(me),
    },
  };
}

/** Who is in a room, and what can be done about it. */
export default define.page<typeof handler>(function MembersPage({ data, req, state, url }) {
  const { frame, room, members, after, guests, query, refused, flash } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("people");
  const here = `/r/${room.slug}${BELOW}`;
  const wrong = complaintAt(refused, {
    deeds: ["remove", "own", "disown", "talk"],
    words: {
      "remove.forbidden": texts.say("refused.remove"),
      "disown.conflict": texts.say("refused.owner"),
      "talk.forbidden": texts.say("direct.guest"),
    },
    speech,
  });
  const uninvited = complaintAt(refused, {
    deeds: ["invite"],
    words: { forbidden: texts.say("refused.invite") },
    speech,
  });
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say("title")}
      sub={<bdi>{roomName(room, texts.say("gone"))}</bdi>}
      back={{ href: `/r/${room.slug}`, label: texts.say("back") }}
    >
      <div class="page">
        <Group id="membros" title={texts.say("count", { n: room.members ?? members.length })}>
          <MenuKeys>
            <MemberList {...{ members, after, here, wrong, texts }} now={Date.now()} />
          </MenuKeys>
        </Group>
        {guests !== undefined && (
          <Group id="convidar" title={texts.say("invite")}>
            <InvitePeople people={guests} {...{ query, here, texts }} wrong={uninvited} />
          </Group>
        )}
      </div>
    </Shell>
  );
});
