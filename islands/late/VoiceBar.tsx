import { render } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import { systemClock } from "@/lib/chat/clock.ts";
import type { FileDesk } from "@/lib/client/file_desk.ts";
import { LONGEST_SECONDS, VoiceRecorder } from "@/lib/client/voice_recorder.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface VoiceBarProps {
  desk: FileDesk;
  texts: Speech<"files">;
}

/** A voice as a message: the button beside the field, and what stands above while somebody speaks. */
export function VoiceBar({ desk, texts }: VoiceBarProps) {
  const recorder = useMemo(
    () => new VoiceRecorder({ clock: systemClock, name: texts.say("mic.name") }),
    [],
  );
  const button = useButton(texts.say("mic.record"), () => void recorder.start());
  useEffect(() => () => recorder.cancel(), []);
  const back = () => button.current?.querySelector("button")?.focus();
  const drop = () => {
    recorder.cancel();
    back();
  };
  const send = async () => {
    const file = await recorder.finish();
    back();
    if (file) await desk.uploads.add([file], { going: true });
  };
  const state = recorder.state.value;
  if (state.kind === "failed") {
    return (
      <div class="bar" role="alert">
        <Icon name="alert" small />
        <span>{texts.say(`mic.${state.why}`)}</span>
        <button
          class="ib small"
          type="button"
          aria-label={texts.say("up.close")}
          title={texts.say("up.close")}
          onClick={drop}
        >
          <Icon name="x" small />
        </button>
      </div>
    );
  }
  return state.kind === "on" ? <Running {...{ recorder, texts, drop, send }} /> : null;
}

interface RunningProps {
  recorder: VoiceRecorder;
  texts: Speech<"files">;
  drop: () => void;
  send: () => void;
}

function Running({ recorder, texts, drop, send }: RunningProps) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  const { value: seconds } = recorder.seconds;
  const over = seconds >= LONGEST_SECONDS;
  return (
    <div
      class="bar"
      role="group"
      aria-label={texts.say("mic.bar")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        drop();
      }}
    >
      <Icon name="mic" small />
      <span>
        <span role="status">{texts.say(over ? "mic.over" : "mic.on")}</span>{" "}
        <time role="timer">{minutes(seconds)}</time>{" "}
        <meter min={0} max={1} value={recorder.level.value} aria-hidden="true" />
      </span>
      <button
        class="ib small"
        type="button"
        aria-label={texts.say("mic.drop")}
        title={texts.say("mic.drop")}
        onClick={drop}
      >
        <Icon name="trash" />
      </button>
      <button class="btn small" type="button" ref={done} onClick={send}>
        {texts.say("mic.send")}
      </button>
    </div>
  );
}

/** The field's row is the page's own, which is there without this: the button is put into it. */
function useButton(label: string, press: () => void) {
  const place = useRef<HTMLElement>();
  useEffect(() => {
    const span = place.current = document.createElement("span");
    document.querySelector(".composer .row > .send")?.before(span);
    render(
      <button class="ib" type="button" aria-label={label} title={label} onClick={press}>
        <Icon name="mic" />
      </button>,
      span,
    );
    return () => {
      render(null, span);
      span.remove();
    };
  }, []);
  return place;
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
