import type { Context } from "fresh";
import type { ResidentRow } from "@/components/host/resident_row.ts";
import { inviteUrl } from "@/lib/auth/link_url.ts";
import { isAllowed, mayBan, mayHost, mayMute, mayRelease } from "@/lib/chat/policy.ts";
import type { AuditEntry, Knock, Report, Resident, ServerSettings } from "@/lib/chat/store.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireRole } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";
import { type QrPath, qrPath } from "@/lib/qr_path.ts";
import { idIn, type Refused } from "./deeds.tsx";
import { type FlashData, flashOf } from "./flash.ts";
import { type Frame, frameOf } from "./frame.ts";

/** What the page shows to those who look after the chat. */
export interface HostData {
  frame: Frame;
  knocks: Knock[];
  reports: Report[];
  residents: ResidentRow[];
  /** What they were searched for, and the last, if there are more. */
  query: string;
  after: number | undefined;
  entries: AuditEntry[];
  /** The last entry, if there are older ones; and whether newer ones were left out. */
  before: number | undefined;
  past: boolean;
  settings: ServerSettings;
  fixed: (keyof ServerSettings)[];
  /** Bytes of files that are kept, and that are free where they are written, if that is known. */
  room: { used: number; free: number | undefined };
  invite: (QrPath & { url: string }) | undefined;
  flash: FlashData | undefined;
  refused: Refused | undefined;
  /** Whom a refused decision was about. */
  about: number;
}

/** People, and entries of the log, in one answer of the services. */
const PAGE = 50;

/** Gathers it. @throws {Forbidden} for those who are no moderators */
export async function hostData(ctx: Context<State>, refused?: Refused): Promise<HostData> {
  const { state, req, url } = ctx;
  const { user } = requireRole(state, "moderator");
  const { door, moderation, people, settings, links, store, bytes } = state.services;
  const query = refused?.form.get("q") ?? url.searchParams.get("q") ?? "";
  const [after, before] = [idIn(url.searchParams, "depois"), idIn(url.searchParams, "antes")];
  const saved = speechFor(state.locale, req).of("settings").say("saved");
  const [frame, knocks, reports, residents, entries, now, usage, free, flash] = await Promise.all([
    frameOf(state),
    door.knocks(user),
    moderation.reports(user),
    people.residents(user, { query, ...after > 0 ? { after } : {} }),
    moderation.audit(user, before > 0 ? { before } : {}),
    settings.now(),
    store.files.usage(user.id),
    // The page is there for other things, too, whatever has become of the disk.
    bytes.free().catch(() => undefined),
    flashOf({ state, req, url, words: { saved } }),
  ]);
  const { joinCode } = now;
  const address = joinCode && inviteUrl(joinCode, links.origin(state.caller));
  return {
    ...{ frame, knocks, reports, query, entries, flash, refused },
    residents: residents.map((one) => rowOf(state, one)),
    after: residents.length === PAGE ? residents.at(-1)?.user.id : undefined,
    ...stretchOf(entries, before),
    settings: now,
    fixed: settings.fixed,
    room: { used: usage.server, free },
    invite: address ? { ...qrPath(address), url: address } : undefined,
    about: refused ? idIn(refused.form, "user") : 0,
  };
}

/** Whether there are entries before and after these. */
export function stretchOf(
  entries: readonly AuditEntry[],
  before: number,
): { before: number | undefined; past: boolean } {
  return { before: entries.length === PAGE ? entries.at(-1)?.id : undefined, past: before > 0 };
}

function rowOf(state: State, resident: Resident): ResidentRow {
  const { user: me } = requireRole(state, "moderator");
  const { user, wrote, hasPassword } = resident;
  return {
    ...resident,
    here: state.services.hub.presence.isOnline(user.id),
    may: {
      mute: isAllowed(() => mayMute(me, user)),
      ban: isAllowed(() => mayBan(me, user)),
      role: isAllowed(() => mayHost(me)) && user.id !== me.id,
      release: isAllowed(() => mayRelease(me, user, { wrote, hasPassword })),
    },
  };
}
