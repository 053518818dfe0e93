import { useSignal } from "@preact/signals";
import { type ComponentChildren, render } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import type { Message } from "@/lib/chat/model.ts";
import type { Opened } from "@/lib/client/message_focus.ts";
import { WayOut } from "@/lib/client/way_out.ts";
import type { ActsProps } from "./acts.ts";
import { Pins } from "./Pins.tsx";
import { Thread } from "./Thread.tsx";

interface SidePanelProps extends ActsProps {
  opened: Opened;
}

/** What the panel shows, and by what it was opened. */
interface Shown {
  what: "thread" | "pins";
  message: Message;
  row: HTMLElement;
}

/** The panel beside the conversation: the answers to a message, or what is pinned. */
export function SidePanel({ opened, ...props }: SidePanelProps) {
  const shown = useSignal<Shown | undefined>(undefined);
  const { turn, what, message, row } = opened;
  useEffect(() => {
    if (what === "thread" || what === "pins") shown.value = { what, message, row };
  }, [turn, what]);
  const { value } = shown;
  if (!value) return null;
  return (
    <Aside
      key={`${value.what} ${value.message.seq}`}
      label={props.speech.say(value.what === "thread" ? "thread.label" : "pins.title")}
      close={() => {
        shown.value = undefined;
        rowOf(value)?.focus({ preventScroll: true });
      }}
    >
      {(way) =>
        value.what === "thread"
          ? <Thread {...props} {...{ way }} origin={value.message} />
          : <Pins {...props} {...{ way }} />}
    </Aside>
  );
}

/** The row by which the panel was opened, or what stands for it by now. */
function rowOf({ row, message }: Shown): HTMLElement | null {
  if (row.isConnected) return row;
  return document.querySelector<HTMLElement>(`.talk article[data-seq="${message.seq}"]`);
}

interface AsideProps {
  label: string;
  close: () => void;
  children: (way: WayOut) => ComponentChildren;
}

/** A region of the page beside that of the conversation, to whose tree its content belongs. */
function Aside({ label, close, children }: AsideProps) {
  const way = useMemo(() => new WayOut(close), []);
  const aside = useMemo(() => {
    const element = document.createElement(way.covers ? "main" : "aside");
    element.className = "panel";
    element.setAttribute("aria-label", label);
    return element;
  }, []);
  useLayoutEffect(() => {
    document.querySelector(".app")?.append(aside);
    return () => {
      render(null, aside);
      aside.remove();
    };
  }, []);
  useEffect(() => {
    const listening = new AbortController();
    way.start(aside, listening.signal);
    return () => listening.abort();
  }, []);
  useLayoutEffect(() => render(<>{children(way)}</>, aside));
  return null;
}
