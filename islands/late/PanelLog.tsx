import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { standingOf } from "@/components/message/UnsentState.tsx";
import { Rows } from "@/components/log/Rows.tsx";
import { layRows, type Row, type Unsent } from "@/components/log/rows.ts";
import { useLate } from "@/components/ui/use_late.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { failedWays } from "@/lib/client/failed_ways.ts";
import { closeInside } from "@/lib/client/inside_rows.ts";
import { LogScroll } from "@/lib/client/log_scroll.ts";
import type { MessageFocus } from "@/lib/client/message_focus.ts";
import type { PanelWay } from "@/lib/client/panel_way.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { focusOver } from "./focus_over.ts";

interface PanelLogProps {
  talk: Conversation;
  way: PanelWay;
  label: string;
  /** Ascending by `seq`. */
  messages: readonly Message[];
  /** What is on its way. */
  unsent?: readonly Unsent[];
  /** The message that all others answer, and what stands between it and them. */
  origin?: { seq: number; below: ComponentChildren };
  speech: Speech<"chat">;
  children?: ComponentChildren;
}

/** Messages in the panel, with all that can be done with them in the log. */
export function PanelLog(props: PanelLogProps) {
  const { talk, label, messages, unsent = [], origin, speech, children } = props;
  const log = useRef<HTMLDivElement>(null);
  const scroll = useMemo(() => new LogScroll({ attached: signal(true), down: true }), []);
  const focus = useFocus(props);
  useEffect(() => {
    const listening = new AbortController();
    if (log.current) {
      closeInside(log.current, listening.signal);
      focus.start(log.current, listening.signal);
      scroll.start(log.current);
    }
    return () => {
      listening.abort();
      scroll.stop();
    };
  }, []);
  const newest = unsent.at(-1)?.id;
  useLayoutEffect(() => newest === undefined ? undefined : scroll.toEnd(), [newest]);
  useLayoutEffect(() => {
    scroll.settle("");
    focus.settle();
  });
  const { me: { value: me }, room: { value: room } } = talk.life;
  const { value: filesOf } = useLate(
    messages.some(({ files }) => files),
    async () => await (await import("./Files.tsx")).openFiles(speech),
  );
  const rows = layRows(messages, unsent, { me: me.id, dates: speech.dates });
  // The day stands before it.
  const head = rows.findIndex((row) => row.kind === "message" && row.message.seq === origin?.seq) +
    1;
  const cutOff = talk.feed.cutOff.value;
  const draw = (some: readonly Row[]) => (
    <Rows
      rows={some}
      {...{ me, speech, slug: room.slug, now: talk.today.value }}
      markupOf={(message) => talk.texts.of(message)}
      quoteOf={({ replyTo = 0 }) => replyTo === origin?.seq ? null : talk.feed.originOf(replyTo)}
      {...filesOf && { filesOf }}
      standing={(unsent, told) =>
        standingOf(unsent, { told, cutOff, speech, ways: failedWays(talk) })}
    />
  );
  return (
    <div
      class="log down"
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      ref={log}
    >
      <div>
        {draw(rows.slice(0, head))}
        {origin?.below}
        {draw(rows.slice(head))}
        {children}
      </div>
    </div>
  );
}

function useFocus({ talk, way, messages }: PanelLogProps): MessageFocus {
  const now = useRef(messages);
  now.current = messages;
  return useMemo(
    () =>
      focusOver(talk, {
        others: {
          show: (seq) => way.beside(() => void talk.show(seq)),
          reply: (message) => way.beside(() => talk.reply(message)),
          editMessage: (message) => way.beside(() => talk.editMessage(message)),
        },
        find: (seq) => now.current.find((one) => one.seq === seq),
      }),
    [],
  );
}
