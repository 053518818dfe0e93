/** A request that a client has made, and how it is answered. */
export interface FakeRequest {
  url: string;
  method: string;
  /** Its body, parsed. */
  body: { me?: number; frames: { t: string }[] } | undefined;
  signal: AbortSignal | undefined;
  answer(json: unknown, status?: number): void;
  fail(): void;
}

/** A network whose other end is the test. */
export class FakeRequests {
  readonly all: FakeRequest[] = [];

  /** In place of the browser's own. */
  readonly fetch: typeof fetch = (input, init = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    init.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    this.all.push({
      url: String(input),
      method: init.method ?? "GET",
      body: init.body ? JSON.parse(String(init.body)) : undefined,
      signal: init.signal ?? undefined,
      answer: (json, status = 200) => resolve(Response.json(json, { status })),
      fail: () => reject(new TypeError("network")),
    });
    return promise;
  };

  /** The last one. */
  get last(): FakeRequest {
    const last = this.all.at(-1);
    if (!last) throw new Error("Nothing was asked");
    return last;
  }
}
