import { useEffect, useMemo } from "preact/hooks";
import { LargeKnot } from "@/components/ui/Knot.tsx";
import { roomName } from "@/components/rail/named.ts";
import { PanelHead } from "@/components/ui/PanelHead.tsx";
import { Waiting } from "@/components/ui/Waiting.tsx";
import { pinsOf } from "@/lib/client/message_deeds.ts";
import { openLine } from "@/lib/client/open_line.ts";
import { SideList } from "@/lib/client/side_list.ts";
import type { WayOut } from "@/lib/client/way_out.ts";
import type { ActsProps } from "./acts.ts";
import { PanelLog } from "./PanelLog.tsx";

interface PinsProps extends ActsProps {
  way: WayOut;
}

/** What is pinned in the room, in the order in which it was said. */
export function Pins({ talk, way, speech }: PinsProps) {
  const room = talk.life.room.value;
  const list = useMemo(() =>
    new SideList({
      room: room.id,
      line: openLine(),
      shown: talk.feed.messages,
      belongs: ({ pinned = false }) => pinned,
      load: async () => ({ messages: await pinsOf(room.id), more: false }),
    }), []);
  useEffect(() => list.start(), []);
  const messages = list.messages.value;
  const state = list.state.value;
  const title = speech.say("pins.title");
  const count = speech.say("pins.n", { n: messages.length });
  return (
    <>
      <PanelHead
        {...{ title, speech }}
        about={`${roomName(room, speech.say("person.gone"))} · ${count}`}
        alone={way.covers}
        leave={() => way.leave()}
      />
      <PanelLog {...{ talk, way, speech, label: title }} messages={messages}>
        {state !== "there"
          ? <Waiting {...{ state, speech }} again={() => void list.load()} />
          : messages.length === 0 && (
            <div class="blank">
              <LargeKnot />
              <h2>{speech.say("pins.none")}</h2>
              <p>{speech.say("pins.none.lead")}</p>
            </div>
          )}
      </PanelLog>
    </>
  );
}
