import { systemClock } from "@/lib/chat/clock.ts";
import { Idleness } from "./idleness.ts";
import type { LiveRail } from "./live_rail.ts";
import { liveWithPage } from "./page_life.ts";

/** What tells that somebody is at the page. */
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "focus"] as const;

/** Tells whether somebody is at the page, as long as it lives. */
export function tellIdleness(live: LiveRail): void {
  const { line } = live;
  const listening = new AbortController();
  const { signal } = listening;
  const idleness = new Idleness({
    send: (on) => void line.send({ t: "away", on }),
    clock: systemClock,
  });
  const active = () => idleness.active();
  for (const sign of SIGNS) addEventListener(sign, active, { signal, passive: true });
  let leave = () => {};
  const letGo = liveWithPage({
    start: () => {
      leave = line.join({ heard: ({ t }) => t === "welcome" && idleness.connected(), ended() {} });
      idleness.start();
    },
    stop: () => {
      leave();
      idleness.stop();
    },
  });
  live.attend(() => {
    letGo();
    listening.abort();
  });
}
