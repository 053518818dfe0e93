import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { asset, IS_BROWSER } from "fresh/runtime";
import { Coming } from "@/components/ui/Coming.tsx";
import { Toast } from "@/components/ui/Toast.tsx";
import { useLate } from "@/components/ui/use_late.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { lateSheet } from "@/lib/client/late_sheet.ts";
import { savedIn } from "@/lib/client/message_deeds.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import type { ActsProps, Told } from "./acts.ts";
// All that both use stays in one file: split by who uses it, it would weigh a kilobyte more.
import "../Conversation.tsx";
import { OpenedAct } from "./OpenedAct.tsx";

interface MessageActionsProps {
  talk: Conversation;
  /** Until when the person may not write, in milliseconds since the epoch. */
  mutedUntil: number | undefined;
  speech: Speech<"chat">;
}

/** How long a sentence stands, in milliseconds; with something to do about it, as long as that. */
const STANDS = 5_000;
const CAN_BE_UNDONE = 10_000;

const styled = signal(false);
if (IS_BROWSER) void lateSheet(asset("/styles/late.css")).then(() => styled.value = true);

/** All that is done with messages beyond reading them; loaded when it is first asked for. */
export default function MessageActions({ talk, mutedUntil, speech }: MessageActionsProps) {
  const told = useSignal<Told | undefined>(undefined);
  const saved = useSignal<ReadonlySet<number>>(new Set());
  useEffect(() => {
    // Not to know it costs no more than a word in the menu: to save again is no error.
    savedIn(talk.life.room.value.id).then((places) => saved.value = places, () => {});
  }, []);
  const opened = talk.opened.value;
  if (!styled.value) return null;
  const props: ActsProps = { talk, mutedUntil, speech, saved, tell: (next) => told.value = next };
  return (
    <>
      {opened && <OpenedAct key={opened.turn} {...props} opened={opened} />}
      <Panel {...props} />
      <div class="said" role="status">
        <Sentence told={told.value} done={() => told.value = undefined} />
      </div>
    </>
  );
}

/** What opens beside the conversation; it comes when it is first asked for, and stays. */
function Panel(props: ActsProps) {
  const { talk, speech } = props;
  const { value: opened } = talk.opened;
  const isByMessage = opened?.what === "thread" || opened?.what === "pins";
  const late = useLate(isByMessage ? opened : talk.panel.value, async () => {
    const [{ SidePanel }, { loadPanelWords }] = await Promise.all([
      import("./SidePanel.tsx"),
      import("./panel_parts.ts"),
    ]);
    return { SidePanel, words: await loadPanelWords(speech) };
  });
  if (!late.value) return <Coming {...{ late, speech }} />;
  const { SidePanel, words } = late.value;
  return <SidePanel {...props} words={words} />;
}

function Sentence({ told, done }: { told: Told | undefined; done: () => void }) {
  useEffect(() => {
    if (told === undefined) return;
    const timer = setTimeout(done, told.action ? CAN_BE_UNDONE : STANDS);
    return () => clearTimeout(timer);
  }, [told]);
  if (told === undefined) return null;
  const { text, action } = told;
  const run = action && {
    label: action.label,
    run() {
      done();
      action.run();
    },
  };
  return <Toast text={text} action={run} />;
}
