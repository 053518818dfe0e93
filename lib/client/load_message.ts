import type { Message } from "@/lib/chat/model.ts";
import { HistoryError } from "./history.ts";
import { isMessage } from "./model_shapes.ts";
import { shapeOf } from "./shape.ts";

interface Answer {
  message: Message;
}

const fitsAnswer = shapeOf<Answer>({ message: isMessage });
const ANSWER_WITHIN = 10_000;

/**
 * Asks for one message of a room; `undefined`: it is not there.
 *
 * @throws {HistoryError} if the server does not say
 */
export async function loadMessage(room: number, seq: number): Promise<Message | undefined> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN);
  const response = await fetch(`/api/v1/rooms/${room}/messages/${seq}`, { signal });
  if (response.status === 404) return undefined;
  const json: unknown = response.ok ? await response.json() : undefined;
  if (!isAnswer(json)) throw new HistoryError(response.status);
  return json.message;
}

function isAnswer(json: unknown): json is Answer {
  return fitsAnswer(json);
}
