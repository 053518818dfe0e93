import { useEffect, useMemo } from "preact/hooks";
import { rightsOver } from "@/components/message/message_rights.ts";
import { roomName } from "@/components/rail/named.ts";
import { PanelHead } from "@/components/ui/PanelHead.tsx";
import { ReplyForm } from "@/components/message/ReplyForm.tsx";
import { Waiting } from "@/components/ui/Waiting.tsx";
import { systemClock } from "@/lib/chat/clock.ts";
import type { Message } from "@/lib/chat/model.ts";
import { saveBegun } from "@/lib/client/begun.ts";
import { Draft } from "@/lib/client/drafts.ts";
import { messageAt, REPLIES_PAGE, repliesTo } from "@/lib/client/message_deeds.ts";
import { openLine } from "@/lib/client/open_line.ts";
import type { RoomLife } from "@/lib/client/room_life.ts";
import { SideList } from "@/lib/client/side_list.ts";
import { Typing } from "@/lib/client/typing.ts";
import type { WayOut } from "@/lib/client/way_out.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { ActsProps } from "./acts.ts";
import { PanelLog } from "./PanelLog.tsx";

interface ThreadProps extends ActsProps {
  way: WayOut;
  /** The message that is answered, as it was when this was opened. */
  origin: Message;
}

/** A message and what was answered to it, as it comes, with a line to answer in. */
export function Thread(props: ThreadProps) {
  const { talk, way, speech } = props;
  const list = useMemo(() => threadOf(props), []);
  useEffect(() => list.start(), []);
  const { seq } = props.origin;
  const messages = list.messages.value;
  const origin = messages.find((one) => one.seq === seq) ?? props.origin;
  const replies = messages.filter((one) => one.seq !== seq);
  const state = list.state.value;
  const n = replies.length;
  const count = speech.say("replies", { n });
  const title = speech.say("thread.label");
  return (
    <>
      <PanelHead
        {...{ title, speech }}
        about={`${roomName(talk.life.room.value, speech.say("person.gone"))} · ${count}`}
        alone={way.covers}
        leave={() => way.leave()}
      />
      <PanelLog
        {...{ talk, way, speech, label: title }}
        messages={[origin, ...replies]}
        origin={{ seq, below: <div class="day">{n > 0 && <h3>{count}</h3>}</div> }}
        unsent={talk.feed.unsent.value.filter((one) => one.replyTo === seq)}
      >
        {state !== "there"
          ? <Waiting {...{ state, speech }} again={() => void list.load()} />
          : n === 0
          ? <p class="none">{speech.say("thread.none")}</p>
          : list.more.value && <More list={list} speech={speech} />}
      </PanelLog>
      <Foot {...props} origin={origin} />
    </>
  );
}

function More({ list, speech }: { list: SideList; speech: Speech<"chat"> }) {
  return (
    <p class="older">
      <button class="btn" type="button" onClick={() => void list.loadMore()}>
        {speech.say("thread.more")}
      </button>
    </p>
  );
}

/** The line to answer in, for those who may. */
function Foot({ talk, origin, mutedUntil, speech }: ThreadProps) {
  const { me: { value: me }, room: { value: room } } = talk.life;
  const may = rightsOver(origin, { room, me, mutedUntil, now: talk.today.value });
  const typing = useTyping(talk.life);
  if (!may.reply) return null;
  const { seq } = origin;
  const draft = new Draft({ store: talk.store, user: me.id, room: `${room.id}:${seq}` });
  return (
    <ReplyForm
      text={draft.read()}
      typed={(text) => {
        saveBegun(draft, { text }, Date.now());
        typing.wrote(text);
      }}
      send={(text) => talk.answer(text, seq)}
      speech={speech}
    />
  );
}

/** Tells the others that one writes here, until the panel closes. */
function useTyping(life: RoomLife): Typing {
  const typing = useMemo(
    () => new Typing({ send: (on) => life.tellTyping(on), clock: systemClock }),
    [],
  );
  useEffect(() => () => typing.end(), []);
  return typing;
}

function threadOf({ talk, origin: { room, seq } }: ThreadProps): SideList {
  const place = { room, seq };
  return new SideList({
    room,
    line: openLine(),
    shown: talk.feed.messages,
    belongs: (one) => one.seq === seq || one.replyTo === seq && !one.deleted,
    async load(after) {
      const [origin, replies] = await Promise.all([
        after === 0 ? messageAt(place) : undefined,
        repliesTo(place, after),
      ]);
      const messages = origin ? [origin, ...replies] : replies;
      return { messages, more: replies.length === REPLIES_PAGE };
    },
  });
}
