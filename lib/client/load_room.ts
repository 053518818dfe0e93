import * as z from "zod/mini";
import { Room } from "@/lib/chat/model.ts";

const Answer = z.object({ room: Room });
const ANSWER_WITHIN = 10_000;

/** Asks the server for a room as this page's person sees it; `undefined`: there is none to be had. */
export async function loadRoom(room: number): Promise<Room | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const response = await fetch(`/api/v1/rooms/${room}`, { signal });
    return Answer.parse(await response.json()).room;
  } catch {
    return undefined;
  }
}
