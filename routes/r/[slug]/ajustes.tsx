import { type Context, page } from "fresh";
import { AuditLog } from "@/components/host/AuditLog.tsx";
import { EndRoom } from "@/components/room/EndRoom.tsx";
import { roomName } from "@/components/rail/named.ts";
import { NotifyForm, PaceForm } from "@/components/room/RoomForms.tsx";
import { RoomAbout } from "@/components/room/RoomAbout.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Section } from "@/components/ui/Section.tsx";
import { LIMITS } from "@/lib/chat/limits.ts";
import { FIRST_ROOM } from "@/lib/chat/first_room.ts";
import { Notify, type Room } from "@/lib/chat/model.ts";
import {
  isAllowed,
  mayEditRoom,
  mayEraseRoom,
  mayExport,
  mayLeave,
  mayReadAudit,
} from "@/lib/chat/policy.ts";
import { Invalid } from "@/lib/chat/errors.ts";
import type { AuditEntry } from "@/lib/chat/store.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, idIn, type Refused } from "../../(_pages)/deeds.tsx";
import { findRoom } from "../../(_pages)/find_room.ts";
import { stretchOf } from "../../(_pages)/host_data.ts";
import { kindIn } from "../../(_pages)/kind_in.ts";
import { type RoomPage, roomPage } from "../../(_pages)/room_page.ts";
import { Shell } from "../../(_pages)/shell.tsx";

interface RoomSettingsData extends RoomPage {
  /** What was decided in the room; `undefined`: the person does not see to it. */
  log: RoomLog | undefined;
  refused: Refused | undefined;
}

interface RoomLog {
  entries: AuditEntry[];
  before: number | undefined;
  past: boolean;
}

const BELOW = "/ajustes";

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, BELOW, () => ({
      saved: speechFor(ctx.state.locale, ctx.req).of("rooms").say("saved"),
    }));
    if (found instanceof Response) return found;
    return page<RoomSettingsData>({
      ...found,
      log: await logOf(ctx, found),
      refused: undefined,
    });
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const outcome = await carryOut(ctx, deedsOf(ctx.state, room));
    if (outcome instanceof Response) return outcome;
    const found = await roomPage(ctx, BELOW);
    if (found instanceof Response) return found;
    const data = { ...found, log: await logOf(ctx, found), refused: outcome };
    return page<RoomSettingsData>(data, { status: outcome.status });
  },
});

async function logOf(
  { state, url }: Context<State>,
  { room, access }: RoomPage,
): Promise<RoomLog | undefined> {
  const { user } = requireSession(state);
  if (room.kind === "direct" || !isAllowed(() => mayReadAudit(user, access))) return undefined;
  const before = idIn(url.searchParams, "antes");
  const from = before > 0 ? { before } : {};
  const entries = await state.services.moderation.audit(user, { room: room.id, ...from });
  return { entries, ...stretchOf(entries, before) };
}

function deedsOf(state: State, room: Room): Deeds {
  const { user } = requireSession(state);
  const { rooms } = state.services;
  const { id } = room;
  async function amend(wish: Parameters<typeof rooms.amend>[2]) {
    const { room: after, undo } = await rooms.amend(user, id, wish);
    return { to: `/r/${after.slug}${BELOW}`, said: undo ?? "saved" };
  }
  return {
    about: (form) =>
      amend({
        name: fieldOf(form, "name"),
        topic: fieldOf(form, "topic"),
        ...form.has("kind") ? { kind: kindIn(form) } : {},
      }),
    slow: (form) => amend({ slow: secondsIn(form) }),
    lock: () => amend({ locked: true }),
    unlock: () => amend({ locked: false }),
    async notify(form) {
      const level = Notify.safeParse(fieldOf(form, "notify"));
      if (!level.success) {
        throw new Invalid("Cannot set notify: no such level", { field: "notify" });
      }
      await rooms.setNotify(user, id, level.data);
      return { to: `/r/${room.slug}${BELOW}`, said: "saved" };
    },
    async leave() {
      await rooms.leave(user, id);
      return { to: "/salas" };
    },
    async archive() {
      await rooms.amend(user, id, { archived: true });
      return { to: "/salas" };
    },
    async delete(form) {
      if (fieldOf(form, "confirm").trim() !== room.name) {
        throw new Invalid("Cannot delete room: its name is not given", { field: "confirm" });
      }
      await rooms.erase(user, id);
      return { to: "/salas" };
    },
  };
}

function secondsIn(form: URLSearchParams): number {
  const text = fieldOf(form, "slow");
  if (!/^\d{1,6}$/.test(text)) throw new Invalid("Cannot slow the room", { field: "slow" });
  return Number(text);
}

/** A room's own settings, and those of the person in it. */
export default define.page<typeof handler>(function RoomSettings({ data, req, state, url }) {
  const { frame, room, access, log, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("rooms");
  const there = `/r/${room.slug}`;
  const here = `${there}${BELOW}`;
  const edits = isAllowed(() => mayEditRoom(access, {}));
  const owns = isAllowed(() => mayEraseRoom(access));
  const words = {
    "about.name": texts.say("name.unfit"),
    "about.topic": texts.say("topic.long", { max: LIMITS.topic }),
    "leave.conflict": texts.say("leave.last"),
    "delete.invalid": texts.say("delete.wrong"),
  };
  const wrong = (...deeds: string[]) => complaintAt(refused, { deeds, words, speech });
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say(room.kind === "direct" ? "direct.settings" : "settings")}
      sub={<bdi>{roomName(room, speech.of("rail").say("gone"))}</bdi>}
      back={{ href: there, label: texts.say("back") }}
    >
      <div class="page">
        {room.joined && (
          <nav class="acts" aria-label={texts.say("pages")}>
            <ButtonLink href={`${there}/fixadas`}>{speech.of("marks").say("pins")}</ButtonLink>
            <ButtonLink href={`${there}/arquivos`}>{speech.of("files").say("title")}</ButtonLink>
          </nav>
        )}
        {room.joined && <NotifyForm {...{ room, here, texts }} wrong={wrong("notify")} />}
        {room.kind !== "direct" && (
          <RoomAbout
            {...{ room, here, edits, texts, ...typedIn(refused, room) }}
            mayTurn={owns && room.slug !== FIRST_ROOM}
            wrong={wrong("about")}
            field={refused?.field}
          />
        )}
        {edits && <PaceForm {...{ room, here, texts }} wrong={wrong("slow", "lock", "unlock")} />}
        {isAllowed(() => mayExport(access)) && (
          <Section
            id="exportar"
            title={speech.of("export").say("title")}
            lead={speech.of("export").say("link.lead")}
          >
            <ButtonLink href={`${there}/exportar`}>
              {speech.of("export").say("link")}
            </ButtonLink>
          </Section>
        )}
        {log && (
          <Section id="registro" title={speech.of("host").say("log")}>
            <AuditLog
              {...{ here, ...log }}
              ofRoom
              me={frame.me}
              now={Date.now()}
              texts={speech.of("host")}
              people={speech.of("people")}
              rooms={texts}
            />
          </Section>
        )}
        {room.kind !== "direct" && (
          <EndRoom
            {...{ room, here, texts }}
            leaves={isAllowed(() => mayLeave(access))}
            ends={owns && room.slug !== FIRST_ROOM}
            last={refused?.deed === "leave" && refused.code === "conflict"}
            wrong={wrong("leave", "archive")}
            unproved={wrong("delete")}
          />
        )}
      </div>
    </Shell>
  );
});

function typedIn(refused: Refused | undefined, { name, topic }: Room) {
  if (refused?.deed !== "about") return { name, topic };
  return { name: fieldOf(refused.form, "name"), topic: fieldOf(refused.form, "topic") };
}
