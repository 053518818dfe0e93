import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Rows } from "@/components/Rows.tsx";
import { layRows, type Unsent } from "@/components/rows.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { MessageFocus } from "@/lib/client/message_focus.ts";
import type { WayOut } from "@/lib/client/way_out.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface PanelLogProps {
  talk: Conversation;
  way: WayOut;
  label: string;
  /** Parts of the list, each with what stands before it. */
  parts: readonly { head?: ComponentChildren; messages: readonly Message[] }[];
  /** What is on its way, at the end of the last part. */
  unsent?: readonly Unsent[];
  speech: Speech<"chat">;
  children?: ComponentChildren;
}

/** The end counts as in sight within so many pixels. */
const NEAR_END = 30;

/** Messages in the panel, with all that can be done with them in the log. */
export function PanelLog(props: PanelLogProps) {
  const { talk, label, parts, unsent = [], speech, children } = props;
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(false);
  const focus = useFocus(props);
  useEffect(() => {
    const listening = new AbortController();
    if (log.current) focus.start(log.current, listening.signal);
    log.current?.focus({ preventScroll: true });
    return () => listening.abort();
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current || unsent.length > 0) log.current?.scrollTo(0, log.current.scrollHeight);
    focus.settle();
  });
  const { me: { value: me }, room: { value: room } } = talk.life;
  const options = { me: me.id, dates: speech.dates };
  return (
    <div
      class="log down"
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      ref={log}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
        atEnd.current = scrollHeight - clientHeight - scrollTop < NEAR_END}
    >
      <div>
        {parts.map(({ head, messages }, index) => (
          <div key={index}>
            {head}
            <Rows
              rows={layRows(messages, index === parts.length - 1 ? unsent : [], options)}
              {...{ me, speech, slug: room.slug, now: talk.today.value }}
              cutOff={talk.feed.cutOff.value}
              retry={(id) => talk.feed.retry(id)}
              edit={(id) => talk.edit(id)}
              discard={(id) => void talk.feed.discard(id)}
            />
          </div>
        ))}
        {children}
      </div>
    </div>
  );
}

function useFocus({ talk, way, parts }: PanelLogProps): MessageFocus {
  const now = useRef(parts);
  now.current = parts;
  return useMemo(
    () =>
      new MessageFocus({
        opened: talk.opened,
        feed: talk.feed,
        show: (seq) => way.beside(() => void talk.show(seq)),
        reply: (message) => way.beside(() => talk.reply(message)),
        editMessage: (message) => way.beside(() => talk.editMessage(message)),
      }, (seq) => now.current.flatMap(({ messages }) => messages).find((one) => one.seq === seq)),
    [],
  );
}
