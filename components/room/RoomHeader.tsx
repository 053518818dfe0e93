import type { ComponentChildren } from "preact";
import type { Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { glyphOf } from "../rail/glyph.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { RoomName } from "../rail/RoomName.tsx";
import { RoomStates } from "./RoomStates.tsx";
import { ToDay } from "./ToDay.tsx";

interface RoomHeaderProps {
  room: Room;
  /** Whether there is something unread in other rooms. */
  elsewhere: number;
  page: Speech<"page">;
  rooms: Speech<"rooms">;
  rail: Speech<"rail">;
  search: Speech<"search">;
  marks: Speech<"marks">;
  files: Speech<"files">;
}

/** The head of a conversation: which room, what about, how it stands, and the ways from it. */
export function RoomHeader(
  { room, elsewhere, page, rooms, rail, search, marks, files }: RoomHeaderProps,
) {
  const here = `/r/${room.slug}`;
  return (
    <header class="top">
      <RailLink elsewhere={elsewhere} speech={rail} />
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
            panel="busca"
          />
          <IconLink
            href={`${here}/fixadas`}
            icon="pin"
            label={marks.say("pins")}
            panel="fixadas"
            wide
          />
          <IconLink
            href={`${here}/arquivos`}
            icon="folder"
            label={files.say("title")}
            panel="arquivos"
            wide
          />
          <IconLink
            href={`${here}/pessoas`}
            icon="users"
            label={rooms.say("people")}
            panel="pessoas"
          />
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

/** On a phone, the way to the other rooms, which tells whether there is something new. */
export function RailLink({ elsewhere, speech }: { elsewhere: number; speech: Speech<"rail"> }) {
  const news = elsewhere > 0 ? `, ${speech.say("unread", { n: elsewhere })}` : "";
  return (
    <a
      class="ib only-narrow"
      href="#salas"
      aria-label={`${speech.say("label")}${news}`}
      aria-controls="salas"
    >
      <Icon name="menu" />
      <i class="dot" hidden={elsewhere === 0} />
    </a>
  );
}

/** The room's name leads to what it is about, for those who are in it. */
function About(
  { room, here, children }: { room: Room; here: string; children: ComponentChildren },
) {
  if (!room.joined) return <>{children}</>;
  return <a href={`${here}/ajustes`} data-panel="sala">{children}</a>;
}

interface IconLinkProps {
  href: string;
  icon: IconName;
  label: string;
  rel?: string;
  /** What of it a script shows beside the conversation, by the name in the address. */
  panel?: string;
  /** Where it is narrow there is another way. */
  wide?: boolean;
}

function IconLink({ href, icon, label, rel, panel, wide = false }: IconLinkProps) {
  return (
    <a
      class={wide ? "ib not-narrow" : "ib"}
      href={href}
      rel={rel}
      aria-label={label}
      title={label}
      data-panel={panel}
    >
      <Icon name={icon} />
    </a>
  );
}
