import { isCursor, isText, maybe, type Shape, shapeOf } from "./shape.ts";

const ANSWER_WITHIN = 10_000;

/** What a refusal tells beside its code: what it is about, and when to try again. */
export interface RefusalDetail {
  field?: string;
  afterMs?: number;
}

/** The server did not do it; `status` is that of HTTP, `code` that of the error, as far as it said. */
export class DeedError extends Error {
  override readonly name = "DeedError";

  constructor(
    readonly status: number,
    readonly code?: string,
    readonly detail: RefusalDetail = {},
  ) {
    super(`Cannot do this: the server answered ${status}`);
  }
}

/** Asks for something of this shape. @throws {DeedError} */
export async function get<Answer>(
  path: string,
  shape: Shape,
  signal?: AbortSignal,
): Promise<Answer> {
  const answer = await ask(path, signal ? { signal } : {});
  const fits = (json: unknown): json is Answer => shape(json);
  // Whatever stands between here and the server has answered in its place.
  if (!fits(answer)) throw new DeedError(502);
  return answer;
}

/** Has something done. @throws {DeedError} */
export async function ask(
  path: string,
  { method = "GET", body, signal }: {
    method?: string;
    body?: Record<string, unknown>;
    signal?: AbortSignal;
  } = {},
): Promise<unknown> {
  const late = AbortSignal.timeout(ANSWER_WITHIN);
  const response = await fetch(path, {
    method,
    signal: signal ? AbortSignal.any([signal, late]) : late,
    ...(body === undefined ? {} : {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw await errorIn(response);
  return response.status === 204 ? undefined : await response.json();
}

interface Refusal {
  error: RefusalDetail & { code: string };
}

const fitsRefusal = shapeOf<Refusal>({
  error: shapeOf<Refusal["error"]>({
    code: isText,
    field: maybe(isText),
    afterMs: maybe(isCursor),
  }),
});

async function errorIn(response: Response): Promise<DeedError> {
  const answer: unknown = await response.json().catch(() => undefined);
  if (!isRefusal(answer)) return new DeedError(response.status);
  const { code, ...detail } = answer.error;
  return new DeedError(response.status, code, detail);
}

function isRefusal(json: unknown): json is Refusal {
  return fitsRefusal(json);
}
