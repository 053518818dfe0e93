import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CapabilityList } from "@/components/able/CapabilityList.tsx";
import { DeviceSwitch } from "@/components/able/DeviceSwitch.tsx";
import { browserKeeps } from "@/lib/client/browser_keeps.ts";
import {
  capabilities,
  type Capability,
  type Feature,
  type Findings,
  type Globals,
} from "@/lib/client/capabilities.ts";
import { chime } from "@/lib/client/chime.ts";
import { chooseForDevice, type DeviceChoices, deviceChoices } from "@/lib/client/device_choices.ts";
import { askForNotices } from "@/lib/client/notifier.ts";
import { rungNow } from "@/lib/client/kept_rung.ts";
import { openLine } from "@/lib/client/open_line.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface AblePanelProps {
  able: Speech<"able">;
  /** The person wants to be told of nothing, on no device. */
  quiet: boolean;
}

/** What makes an answer another one: leave that is given or taken, a first touch, the connection. */
const SIGNS = ["pointerdown", "keydown", "focus", "online", "offline"] as const;

/** What works in this browser at this address, and why, with the choices that are this browser's. */
export function AblePanel({ able, quiet }: AblePanelProps) {
  const { found, look } = useCapabilities();
  if (!found) return null;
  return (
    <CapabilityList able={able} found={found}>
      {({ feature, why }: Capability) => <Choices {...{ feature, why, able, quiet, look }} />}
    </CapabilityList>
  );
}

function useCapabilities() {
  const found = useSignal<readonly Capability[] | undefined>(undefined);
  const keeps = useSignal(true);
  const line = openLine();
  const look = () => {
    const findings = findingsNow(line.phase.peek() === "open", keeps.peek());
    found.value = capabilities(globalThis as unknown as Globals, findings);
  };
  const phase = line.phase.value;
  useEffect(() => {
    const listening = new AbortController();
    for (const sign of SIGNS) addEventListener(sign, look, { signal: listening.signal });
    void browserKeeps().then((kept) => {
      keeps.value = kept;
      look();
    });
    return () => listening.abort();
  }, []);
  useEffect(look, [phase]);
  return { found: found.value, look };
}

function findingsNow(open: boolean, keeps: boolean): Findings {
  return {
    keeps,
    way: open ? rungNow() : "off",
    installed: matchMedia("(display-mode: standalone)").matches,
    touch: matchMedia("(pointer: coarse)").matches,
  };
}

interface ChoicesProps extends Pick<Capability, "feature" | "why"> {
  able: Speech<"able">;
  quiet: boolean;
  look: () => void;
}

/** What can be chosen or done about a feature. */
function Choices({ feature, why, able, quiet, look }: ChoicesProps) {
  if (quiet && QUIETED.includes(feature)) return <small>{able.say("sound.quiet")}</small>;
  if (feature === "sound" && why !== "sound.absent") return <SoundChoice able={able} />;
  if (why === "notify.on") return <NoticeChoice able={able} />;
  if (why !== "notify.ask") return null;
  const ask = () => void askForNotices().then(look);
  return <button class="btn small" type="button" onClick={ask}>{able.say("notify.allow")}</button>;
}

const QUIETED: readonly Feature[] = ["sound", "notify"];

function SoundChoice({ able }: { able: Speech<"able"> }) {
  const silent = useSignal(false);
  const hear = async () => silent.value = !await chime();
  return (
    <>
      <DeviceChoice choice="sound" label={able.say("sound.use")} able={able} />
      <button class="btn small" type="button" onClick={hear}>{able.say("sound.try")}</button>
      <small role="status">{silent.value && able.say("sound.silent")}</small>
    </>
  );
}

function NoticeChoice({ able }: { able: Speech<"able"> }) {
  return (
    <>
      <DeviceChoice choice="notices" label={able.say("notify.use")} able={able} />
      <DeviceChoice choice="discreet" label={able.say("notify.discreet")} able={able} />
    </>
  );
}

interface DeviceChoiceProps {
  choice: keyof DeviceChoices;
  label: string;
  able: Speech<"able">;
}

function DeviceChoice({ choice, label, able }: DeviceChoiceProps) {
  const lost = useSignal(false);
  return (
    <DeviceSwitch
      id={`neste-${choice}`}
      label={label}
      on={deviceChoices()[choice]}
      turn={(on) => lost.value = !chooseForDevice({ [choice]: on })}
      told={lost.value ? able.say("choice.lost") : undefined}
    />
  );
}
