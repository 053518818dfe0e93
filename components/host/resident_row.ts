import type { Resident } from "@/lib/chat/store.ts";

/** A person as those see them who look after the chat. */
export interface ResidentRow extends Resident {
  here: boolean;
  /** What the person who looks may do about them. */
  may: { mute: boolean; ban: boolean; role: boolean; release: boolean };
}
