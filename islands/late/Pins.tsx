import { useEffect } from "preact/hooks";
import { PanelWait } from "@/components/panel/PanelWait.tsx";
import { LargeKnot } from "@/components/ui/Knot.tsx";
import { PanelLog } from "./PanelLog.tsx";
import { PartHead } from "./PartHead.tsx";
import type { PartProps } from "./panel_parts.ts";

/** What is pinned in the room, in the order in which it was said. */
export function Pins(props: PartProps) {
  const { talk, way, desk: { pins }, words: { panel }, speech } = props;
  useEffect(() => pins.start(), []);
  const messages = pins.messages.value;
  const state = pins.state.value;
  const title = speech.say("pins.title");
  const count = state === "there" ? speech.say("pins.n", { n: messages.length }) : undefined;
  return (
    <>
      <PartHead {...props} {...{ title, count }} />
      <PanelLog {...{ talk, way, speech, label: title }} messages={messages}>
        {state !== "there"
          ? (
            <PanelWait
              {...{ state, speech, panel }}
              cutOff={talk.feed.cutOff.value}
              shape="messages"
              again={() => void pins.load()}
            />
          )
          : messages.length === 0 && (
            <div class="blank">
              <LargeKnot />
              <h3>{speech.say("pins.none")}</h3>
              <p>{speech.say("pins.none.lead")}</p>
            </div>
          )}
      </PanelLog>
    </>
  );
}
