import { useEffect, useMemo } from "preact/hooks";
import { rightsOver } from "@/components/message/message_rights.ts";
import { ReplyForm } from "@/components/message/ReplyForm.tsx";
import { PanelWait } from "@/components/panel/PanelWait.tsx";
import { systemClock } from "@/lib/chat/clock.ts";
import type { Message } from "@/lib/chat/model.ts";
import { saveBegun } from "@/lib/client/begun.ts";
import { Draft } from "@/lib/client/drafts.ts";
import { messageAt, REPLIES_PAGE, repliesTo } from "@/lib/client/message_deeds.ts";
import { openLine } from "@/lib/client/open_line.ts";
import type { RoomLife } from "@/lib/client/room_life.ts";
import { SideList } from "@/lib/client/side_list.ts";
import { Typing } from "@/lib/client/typing.ts";
import { MoreButton } from "./More.tsx";
import { PanelLog } from "./PanelLog.tsx";
import { PartHead } from "./PartHead.tsx";
import type { PartProps } from "./panel_parts.ts";

interface ThreadProps extends PartProps {
  /** The message that is answered. */
  seq: number;
}

/** A message and what was answered to it, as it comes, with a line to answer in. */
export function Thread(props: ThreadProps) {
  const { talk, way, seq, words: { panel }, speech } = props;
  const list = useMemo(() => threadOf(props), []);
  useEffect(() => list.start(), []);
  const messages = list.messages.value;
  const origin = messages.find((one) => one.seq === seq);
  const replies = messages.filter((one) => one.seq !== seq);
  const state = list.state.value;
  const n = replies.length;
  const count = speech.say("replies", { n });
  const title = speech.say("thread.label");
  return (
    <>
      <PartHead {...props} {...{ title }} count={state === "there" ? count : undefined} />
      <PanelLog
        {...{ talk, way, speech, label: title }}
        messages={origin ? [origin, ...replies] : replies}
        origin={{ seq, below: <div class="day">{n > 0 && <h3>{count}</h3>}</div> }}
        unsent={talk.feed.unsent.value.filter((one) => one.replyTo === seq)}
      >
        {state !== "there"
          ? (
            <PanelWait
              {...{ state, speech, panel }}
              cutOff={talk.feed.cutOff.value}
              shape="messages"
              again={() => void list.load()}
            />
          )
          : n === 0
          ? <p class="none">{speech.say("thread.none")}</p>
          : list.more.value && (
            <MoreButton
              {...{ speech, panel }}
              state={list.behind.value}
              text={speech.say("thread.more")}
              load={() => void list.loadMore()}
            />
          )}
      </PanelLog>
      {origin && <Foot {...props} origin={origin} />}
    </>
  );
}

/** The line to answer in, for those who may. */
function Foot({ talk, origin, mutedUntil, speech }: ThreadProps & { origin: Message }) {
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
      sends={(event) => talk.composer.sends(event)}
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

function threadOf({ talk, seq }: ThreadProps): SideList {
  const room = talk.life.room.value.id;
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
