import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isPicture } from "@/components/message/file_kind.ts";
import { PanelWait } from "@/components/panel/PanelWait.tsx";
import { Pinned } from "@/components/panel/Pinned.tsx";
import { Thumbs } from "@/components/panel/Thumbs.tsx";
import { glyphOf } from "@/components/rail/glyph.ts";
import { Members } from "@/components/room/MemberList.tsx";
import { RoomStates } from "@/components/room/RoomStates.tsx";
import { ButtonLink } from "@/components/ui/Button.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import type { SkeletonShape } from "@/components/ui/Skeleton.tsx";
import type { ListState } from "@/lib/client/paged_list.ts";
import type { Room } from "@/lib/chat/model.ts";
import { FilesLightbox } from "./FilesLightbox.tsx";
import { PartHead } from "./PartHead.tsx";
import type { PartProps } from "./panel_parts.ts";
import { PartTitle } from "./PartTitle.tsx";
import { shownMembers } from "./shown_members.ts";

const PINS = 3;
const PEOPLE = 8;
const PICTURES = 6;

/** What the room is about, what it keeps, who is here, and the ways to the rest of it. */
export function About(props: PartProps) {
  const { talk, desk, words: { panel } } = props;
  const room = talk.life.room.value;
  useEffect(() => desk.pins.start(), []);
  useEffect(() => {
    for (const list of [desk.members, desk.files("image")]) {
      if (list.state.value !== "there") void list.refresh();
    }
  }, []);
  const title = panel.say(room.kind === "direct" ? "title.direct" : "title");
  return (
    <>
      <PartHead {...props} title={title} />
      <div class="scroll part" tabIndex={0} role="group" aria-label={title}>
        {room.kind !== "direct" && <Topic {...props} room={room} />}
        <Pins {...props} room={room} />
        <Here {...props} room={room} />
        <Pictures {...props} room={room} />
        <Ways {...props} room={room} />
      </div>
    </>
  );
}

interface OfRoom extends PartProps {
  room: Room;
}

function Topic({ way, room, words: { panel, rooms } }: OfRoom) {
  const kind = room.kind === "direct" ? "private" : room.kind;
  return (
    <section>
      <PartTitle way={way}>{panel.say("topic")}</PartTitle>
      <p dir="auto" class={room.topic ? undefined : "faint"}>
        {room.topic || panel.say("topic.none")}
      </p>
      <p class="faint">
        <span class="is">
          <Icon name={glyphOf(room.kind)} small />
          {rooms.say(`kind.${kind}`)}
        </span>
        <RoomStates room={{ ...room, kind: "public" }} speech={rooms} />
      </p>
      <p class="faint">{rooms.say(`kind.${kind}.hint`)}</p>
    </section>
  );
}

function Pins(props: OfRoom) {
  const { talk, way, desk: { pins }, room, words: { panel }, speech } = props;
  // The order is that of the page: the latest first.
  const messages = [...pins.messages.value].reverse();
  const there = `/r/${room.slug}`;
  return (
    <section>
      <PartTitle way={way}>
        {speech.say("pins.title")} <span class="num">{messages.length || ""}</span>
      </PartTitle>
      {messages.length === 0 && (
        <Wait
          {...props}
          state={pins.state.value}
          shape="messages"
          again={() => void pins.load()}
        >
          <p class="faint">{speech.say("pins.none")}</p>
        </Wait>
      )}
      {messages.slice(0, PINS).map((message) => (
        <Pinned
          key={message.seq}
          {...{ message, there, speech }}
          markup={talk.texts.of(message)}
          now={talk.today.value}
        />
      ))}
      {messages.length > PINS && (
        <ButtonLink small wide href={`${there}/fixadas`} data-panel="fixadas">
          {panel.say("pins.all")}
        </ButtonLink>
      )}
    </section>
  );
}

function Here(props: OfRoom) {
  const { talk, way, desk: { members }, room, words: { panel, people } } = props;
  const all = shownMembers(props);
  const here = all.filter(({ presence }) => presence !== "out");
  return (
    <section>
      <PartTitle way={way}>
        {people.say("here")} <span class="num">{here.length || ""}</span>
      </PartTitle>
      {all.length === 0
        ? (
          <Wait
            {...props}
            state={members.state.value}
            shape="people"
            again={() => void members.refresh()}
          />
        )
        : here.length === 0
        ? (
          <p class="faint">
            {panel.say(talk.feed.cutOff.value ? "here.unknown" : "here.none")}
          </p>
        )
        : (
          <div class="few">
            <Members members={here.slice(0, PEOPLE)} now={talk.today.value} texts={people} />
          </div>
        )}
      {all.length > 0 && (
        <ButtonLink small wide href={`/r/${room.slug}/pessoas`} data-panel="pessoas">
          {panel.say("people.all", { n: all.length })}
        </ButtonLink>
      )}
    </section>
  );
}

function Pictures(props: OfRoom) {
  const { way, desk, room, words: { panel } } = props;
  const list = desk.files("image");
  const opened = useSignal<string | undefined>(undefined);
  const rows = list.rows.value;
  const total = list.page.value?.total ?? 0;
  if (list.state.value === "there" && total === 0) return null;
  return (
    <section>
      <PartTitle way={way}>
        {panel.say("pictures")} <span class="num">{total || ""}</span>
      </PartTitle>
      {rows.length === 0 && (
        <Wait
          {...props}
          state={list.state.value}
          shape="pictures"
          again={() => void list.refresh()}
        />
      )}
      <Thumbs
        pictures={rows.map(({ file }) => file).filter(isPicture).slice(0, PICTURES)}
        label={panel.say("pictures")}
        open={(id) => opened.value = id}
      />
      {total > PICTURES && (
        <ButtonLink
          small
          wide
          href={`/r/${room.slug}/arquivos?tipo=imagem`}
          data-panel="arquivos"
          onClick={() => desk.kind.value = "image"}
        >
          {panel.say("pictures.all")}
        </ButtonLink>
      )}
      <FilesLightbox {...props} rows={rows} opened={opened} />
    </section>
  );
}

function Ways({ way, room, words: { panel, rooms } }: OfRoom) {
  const there = `/r/${room.slug}`;
  const isDirect = room.kind === "direct";
  return (
    <section>
      <PartTitle way={way}>{panel.say(isDirect ? "ways.direct" : "ways")}</PartTitle>
      <ul class="ways">
        <li>
          <a href={`${there}/arquivos`} data-panel="arquivos">
            <Icon name="folder" />
            {panel.say("files.all")}
          </a>
        </li>
        <li>
          <a href={`${there}/exportar`}>
            <Icon name="download" />
            {panel.say("export")}
          </a>
        </li>
        <li>
          <a href={`${there}/ajustes`}>
            <Icon name="gear" />
            {rooms.say(isDirect ? "direct.settings" : "settings")}
          </a>
        </li>
      </ul>
    </section>
  );
}

interface WaitProps extends PartProps {
  state: ListState;
  shape: SkeletonShape;
  again: () => void;
  /** What is said where there is nothing. */
  children?: ComponentChildren;
}

function Wait({ state, shape, again, talk, words: { panel }, speech, children }: WaitProps) {
  if (state === "there") return <>{children}</>;
  return (
    <PanelWait
      {...{ shape, again, speech, panel }}
      state={state === "failed" ? "failed" : "busy"}
      cutOff={talk.feed.cutOff.value}
    />
  );
}
