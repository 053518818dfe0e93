import type { ComponentChildren } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { ariaChord } from "../keys/key_names.ts";
import { glyphOf } from "../rail/glyph.ts";
import { IconLink } from "../ui/Button.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { RoomName } from "../rail/RoomName.tsx";
import { RoomStates } from "./RoomStates.tsx";
import { ToDay } from "./ToDay.tsx";
import { ToRail } from "../rail/ToRail.tsx";

interface RoomHeaderProps {
  room: Room;
  /** How much is unread in other rooms. */
  elsewhere: number;
  /** The list of rooms is folded away, and may be folded out on this page. */
  folded: boolean;
  path: string;
  page: Speech<"page">;
  rooms: Speech<"rooms">;
  rail: Speech<"rail">;
  search: Speech<"search">;
  marks: Speech<"marks">;
  files: Speech<"files">;
}

/** The head of a conversation: which room, what about, how it stands, and the ways from it. */
export function RoomHeader(
  { room, elsewhere, folded, path, page, rooms, rail, search, marks, files }: RoomHeaderProps,
) {
  const here = `/r/${room.slug}`;
  return (
    <header class="top">
      <ToRail {...{ elsewhere, folded }} here={path} speech={rail} />
      <div>
        <h1>
          <About {...{ room, here }}>
            <Icon name={glyphOf(room.kind)} />
            <span class="clip">
              <RoomName room={room} gone={rail.say("gone")} />
            </span>
          </About>
        </h1>
        <p>
          <RoomStates room={room} speech={rooms} />
          {room.topic && <span dir="auto">{room.topic}</span>}
        </p>
      </div>
      <noscript>
        <a class="ib" href={here} aria-label={page.say("room.refresh")}>
          <Icon name="refresh" />
        </a>
      </noscript>
      {room.joined && (
        <>
          <ToDay {...{ here, page }} now={Date.now()} />
          <IconLink
            href={`/busca?em=${room.slug}`}
            icon="search"
            label={search.say("here")}
            rel="search"
            keys={ariaChord("Ctrl+Shift+F")}
            panel="busca"
          />
          <PartLink {...{ here }} part="fixadas" icon="pin" label={marks.say("pins")} wide />
          <PartLink {...{ here }} part="arquivos" icon="folder" label={files.say("title")} wide />
          <PartLink {...{ here }} part="pessoas" icon="users" label={rooms.say("people")} />
          <IconLink
            href={`${here}/ajustes`}
            icon="gear"
            label={rooms.say(room.kind === "direct" ? "direct.settings" : "settings")}
          />
        </>
      )}
    </header>
  );
}

interface PartLinkProps {
  here: string;
  /** Its name, in the address and beside the conversation. */
  part: string;
  icon: IconName;
  label: string;
  wide?: boolean;
}

function PartLink({ here, part, ...link }: PartLinkProps) {
  return <IconLink href={`${here}/${part}`} panel={part} {...link} />;
}

/** The room's name leads to what it is about, for those who are in it. */
function About(
  { room, here, children }: { room: Room; here: string; children: ComponentChildren },
) {
  if (!room.joined) return <>{children}</>;
  return <a href={`${here}/ajustes`} data-panel="sala">{children}</a>;
}
