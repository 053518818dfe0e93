import type { User } from "@/lib/chat/model.ts";

/** Those who stand in the guide. */
export const PEOPLE = [
  { id: 1, name: "Ana", role: "host" },
  { id: 2, name: "Bruno", role: "moderator" },
  { id: 3, name: "Clara Luz", role: "member" },
] as const satisfies readonly User[];
