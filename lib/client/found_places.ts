import type { Message, User } from "@/lib/chat/model.ts";
import { peopleIn } from "./api_answers.ts";
import { ApiError, askApi } from "./ask_api.ts";
import { isMessage } from "./model_shapes.ts";
import { isCursor, isText, listOf, shapeOf } from "./shape.ts";

/** A message that was found, and the part of it that shows why. */
export interface FoundMessage {
  message: Message;
  snippet: string;
  marks: readonly (readonly [from: number, to: number])[];
}

const fitsAnswer = shapeOf<{ hits: FoundMessage[] }>({
  hits: listOf(shapeOf<FoundMessage>({
    message: isMessage,
    snippet: isText,
    marks: listOf((mark) => Array.isArray(mark) && mark.length === 2 && mark.every(isCursor)),
  })),
});

/** People whom one shares a room with, by a part of their name. @throws {ApiError} */
export async function findPeople(query: string, signal: AbortSignal): Promise<User[]> {
  return peopleIn(await askApi(`people?q=${encodeURIComponent(query)}`, { signal }));
}

/** The newest messages in which there is what was typed. @throws {ApiError} */
export async function findMessages(
  query: string,
  { most, signal }: { most: number; signal: AbortSignal },
): Promise<FoundMessage[]> {
  const path = `search?q=${encodeURIComponent(query)}&limit=${most}`;
  const answer = await askApi(path, { signal });
  if (!isAnswer(answer)) throw new ApiError("internal");
  return answer.hits;
}

function isAnswer(json: unknown): json is { hits: FoundMessage[] } {
  return fitsAnswer(json);
}
