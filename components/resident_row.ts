import type { User } from "@/lib/chat/model.ts";

/** A person as those see them who look after the chat. */
export interface ResidentRow {
  user: User;
  /** Milliseconds since the epoch. */
  createdAt: number;
  seenAt: number;
  bannedUntil: number | undefined;
  mutedUntil: number | undefined;
  hasPassword: boolean;
  wrote: boolean;
  here: boolean;
  /** What the person who looks may do about them. */
  may: { mute: boolean; ban: boolean; role: boolean; release: boolean };
}
