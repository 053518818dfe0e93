import type { Message, Room, User } from "@/lib/chat/model.ts";

/** Ana, who sits at this browser. */
export const ana: User = { id: 1, name: "Ana", role: "member" };
/** Bruno, who sits at another. */
export const bruno: User = { id: 2, name: "Bruno", role: "member" };

/** The room that everybody is in. */
export const geral: Room = {
  ...{ id: 1, slug: "geral", name: "geral", topic: "", kind: "public", rev: 0, joined: true },
  ...{ readSeq: 0, unread: 0, mentions: 0 },
};

/** A client id made of a number. */
export function clientId(n: number): string {
  return n.toString(16).padStart(32, "0");
}

/** A message as it was posted, or with changes. */
export function message(seq: number, changes: Partial<Message> = {}): Message {
  return {
    ...{ room: 1, seq, rev: seq, id: clientId(seq), author: { id: 2, name: "Bruno" } },
    ...{ kind: "text", body: `mensagem ${seq}`, at: "2026-03-02T09:00:00.000Z" },
    ...changes,
  };
}

/** The first frame of a server that is well. */
export function welcome(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ t: "welcome", store: "a".repeat(32), me: ana, rooms: [geral], online: [1] },
    ...{ now: "2026-03-02T09:00:00.000Z", limits: { body: 8000, frame: 65536 }, mode: "live" },
    ...changes,
  };
}
