import { readByteSize } from "@/lib/chat/byte_size.ts";
import { Role, type User } from "@/lib/chat/model.ts";
import { undoesOthers } from "@/lib/chat/policy.ts";
import type { AuditEntry } from "@/lib/chat/store.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Tag } from "../ui/Badge.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { exactSize } from "../ui/exact_size.ts";
import { paceName } from "../room/pace.ts";

interface AuditLogProps {
  entries: readonly AuditEntry[];
  me: User;
  /** The page itself. */
  here: string;
  /** All of them are about one room, which need not be named. */
  ofRoom?: boolean;
  /** The last of them, if there are older ones. */
  before: number | undefined;
  /** These are not the newest. */
  past: boolean;
  now: number;
  texts: Speech<"host">;
  people: Speech<"people">;
  rooms: Speech<"rooms">;
}

/** Who decided what, the newest first; what can still be undone has a button for it. */
export function AuditLog(props: AuditLogProps) {
  const { entries, here, before, past, texts } = props;
  if (entries.length === 0 && !past) return <p>{texts.say("log.none")}</p>;
  return (
    <>
      <ul class="act-log">
        {entries.map((entry) => <Line key={entry.id} {...props} entry={entry} />)}
      </ul>
      <div class="acts">
        {past && <ButtonLink href={`${here}#registro`}>{texts.say("log.newest")}</ButtonLink>}
        {before !== undefined && (
          <ButtonLink href={`${here}?antes=${before}#registro`}>
            {texts.say("log.older")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}

function Line(props: AuditLogProps & { entry: AuditEntry }) {
  const { entry, me, here, ofRoom = false, now, texts, people, rooms } = props;
  const { id, at, actor, action, target, room, detail, undoUntil = 0, undone } = entry;
  const gone = people.say("gone");
  const open = undoUntil > now && !undone && (actor.id === me.id || undoesOthers(me));
  return (
    <li class={undone ? "undone" : undefined}>
      <p>
        <b>
          <bdi>{actor.name || gone}</bdi>
        </b>{" "}
        {texts.say(`log.${action}`)}
        {target && (
          <>
            : <bdi>{target.name || gone}</bdi>
          </>
        )}
        {room && room.name !== "" && !ofRoom && (
          <>
            {" · "}
            <bdi>{room.name}</bdi>
          </>
        )}
        {detail && <small dir="auto">{detailOf(entry, { texts, people, rooms })}</small>}
      </p>
      {undone && <Tag>{texts.say("log.undone")}</Tag>}
      <time dateTime={new Date(at).toISOString()}>{texts.dates.moment(at, now)}</time>
      {open && (
        <form method="post" action={`/desfazer/${id}`}>
          <input type="hidden" name="de" value={here} />
          <Button small>{texts.say("undo")}</Button>
        </form>
      )}
    </li>
  );
}

/** What belongs to a decision, in words where it is a role or a time. */
function detailOf(
  { action, detail = "" }: AuditEntry,
  { texts, people, rooms }: Pick<AuditLogProps, "texts" | "people" | "rooms">,
): string {
  if (action === "server") return detail.split(", ").map((one) => settingIn(one, texts)).join(", ");
  const role = Role.safeParse(detail);
  if (action === "role" && role.success) return people.say(`role.${role.data}`);
  const isTime = action === "mute" || action === "ban" || action === "slow";
  return isTime && /^\d{1,10}$/.test(detail) ? paceName(Number(detail), rooms) : detail;
}

const SETTINGS = {
  joinCode: "server.code",
  knock: "server.knock",
  joinShowsPeople: "server.shows",
  newcomers: "server.newcomers",
  guestsDirect: "server.guests",
  fileSize: "files.fileSize",
  filesPerPerson: "files.filesPerPerson",
  filesTotal: "files.filesTotal",
  diskFree: "files.diskFree",
} as const;

/** A setting as the log has it (`knock=on`, `fileSize=2 GB`), in words. */
function settingIn(text: string, texts: Speech<"host">): string {
  const [name = "", value = ""] = text.split("=", 2);
  const key = Object.entries(SETTINGS).find(([known]) => known === name)?.[1];
  if (key === undefined) return text;
  if (value === "on" || value === "off") return `${texts.say(key)}: ${texts.say(`log.${value}`)}`;
  if (key.startsWith("files.")) return `${texts.say(key)}: ${sizeIn(value, texts)}`;
  const role = value === "guest" ? "server.newcomers.guest" : "server.newcomers.member";
  return `${texts.say(key)}: ${texts.say(role)}`;
}

/** A limit of nothing is none. */
function sizeIn(value: string, texts: Speech<"host">): string {
  const bytes = readByteSize(value);
  if (bytes === undefined) return value;
  return bytes === 0 ? texts.say("files.none") : exactSize(bytes, texts.locale);
}
