import type { Room } from "@/lib/chat/model.ts";
import { isRoom } from "./model_shapes.ts";
import { shapeOf } from "./shape.ts";

interface Answer {
  room: Room;
}

const fitsAnswer = shapeOf<Answer>({ room: isRoom });
const ANSWER_WITHIN = 10_000;

/** Asks the server for a room as this page's person sees it; `undefined`: there is none to be had. */
export async function loadRoom(room: number): Promise<Room | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const response = await fetch(`/api/v1/rooms/${room}`, { signal });
    const json: unknown = await response.json();
    return isAnswer(json) ? json.room : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(json: unknown): json is Answer {
  return fitsAnswer(json);
}
