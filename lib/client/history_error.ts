/** The server did not give a page; `status` is that of HTTP. */
export class HistoryError extends Error {
  override readonly name = "HistoryError";

  constructor(readonly status: number) {
    super(`Cannot load messages: the server answered ${status}`);
  }
}
