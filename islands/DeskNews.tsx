import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { openLine } from "@/lib/client/open_line.ts";

interface DeskNewsProps {
  /** How many people knocked, and how many reports were open, when the page was made. */
  waiting: number;
  texts: { news: string; refresh: string };
}

/** Says to those who look after the chat that their page is not up to date any more. */
export default function DeskNews({ waiting, texts }: DeskNewsProps) {
  const stale = useSignal(false);
  useEffect(() =>
    openLine().join({
      heard(frame) {
        if (frame.t === "waiting") stale.value = frame.knocks + frame.reports !== waiting;
      },
      ended() {},
    }), []);
  return (
    <div role="status">
      {stale.value && (
        <p class="flash">
          <Icon name="alert" small />
          <span class="grow">{texts.news}</span>
          <a class="btn small" href="/anfitriao">{texts.refresh}</a>
        </p>
      )}
    </div>
  );
}
