import { newClientId } from "@/lib/client/client_id.ts";
import { IndexedShelf } from "@/lib/client/indexed_shelf.ts";
import type { NoticeData } from "@/lib/client/notifier.ts";
import type { Kept } from "@/lib/client/outbox_shelf.ts";

/** Statuses of refusals that another try, later, may not get. */
const PASSING = new Set([401, 408, 421, 429]);
const ANSWER_WITHIN = 10_000;

/**
 * Sends what was written into a notice. It lies in the outbox until the server has it, under one
 * client id, so that it is neither lost nor sent twice; false: it waits there for the next page.
 */
export async function answerNotice(
  { store, user, room }: NoticeData,
  body: string,
  shelf: Pick<IndexedShelf, "put" | "remove"> = new IndexedShelf(),
): Promise<boolean> {
  const kept: Kept = { ...{ id: newClientId(), store, user, room, body }, at: Date.now() };
  await shelf.put(kept);
  try {
    // On a shared computer the cookie may be another person's by now.
    if (await idOf("/api/v1/me") !== user.id) return false;
    const answer = await ask(`/api/v1/rooms/${room}/messages`, { id: kept.id, body });
    if (answer.ok) await shelf.remove(kept.id);
    else if (answer.status < 500 && !PASSING.has(answer.status)) {
      await shelf.put({ ...kept, why: await codeOf(answer) });
    }
    return answer.ok;
  } catch {
    return false;
  }
}

async function idOf(path: string): Promise<unknown> {
  const json: unknown = await (await ask(path)).json();
  const user: unknown = json instanceof Object ? Reflect.get(json, "user") : undefined;
  return user instanceof Object ? Reflect.get(user, "id") : undefined;
}

async function codeOf(answer: Response): Promise<string> {
  const json: unknown = await answer.json().catch(() => undefined);
  const error: unknown = json instanceof Object ? Reflect.get(json, "error") : undefined;
  const code: unknown = error instanceof Object ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "internal";
}

function ask(path: string, body?: unknown): Promise<Response> {
  return fetch(path, {
    signal: AbortSignal.timeout(ANSWER_WITHIN),
    ...body === undefined ? {} : {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    },
  });
}
