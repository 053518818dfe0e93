const ANSWER_WITHIN = 10_000;

/** How something is asked for, where not just read. */
interface Asking {
  method?: string;
  body?: unknown;
  /** Takes the question back; without it, ten seconds do. */
  signal?: AbortSignal;
}

/** The server did not do it; `code` is that of its error. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(readonly code: string) {
    super(`Cannot do this: ${code}`);
  }
}

/**
 * Asks the API for something; what it answers is to be judged by whoever asked.
 *
 * @throws {ApiError} `unavailable` also if there is no answer
 */
export async function askApi(
  path: string,
  { method = "GET", body, signal = AbortSignal.timeout(ANSWER_WITHIN) }: Asking = {},
): Promise<unknown> {
  const response = await fetch(`/api/v1/${path}`, {
    ...{ method, signal },
    ...(body === undefined ? {} : {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  }).catch(() => undefined);
  if (!response) throw new ApiError("unavailable");
  const json: unknown = await response.json().catch(() => undefined);
  if (response.ok) return json;
  throw new ApiError(codeIn(json) ?? "internal");
}

function codeIn(json: unknown): string | undefined {
  if (!(json instanceof Object && "error" in json && json.error instanceof Object)) {
    return undefined;
  }
  const { error } = json;
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
