/** What can go wrong, as a caller tells it apart. */
export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "too_large"
  | "unavailable"
  | "internal";

/** One row a code: the HTTP status, and whether the very same request may succeed later. */
export const ERRORS: Readonly<Record<ErrorCode, { status: number; retry: boolean }>> = {
  invalid: { status: 422, retry: false },
  unauthenticated: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  not_found: { status: 404, retry: false },
  conflict: { status: 409, retry: false },
  rate_limited: { status: 429, retry: true },
  too_large: { status: 413, retry: false },
  unavailable: { status: 503, retry: true },
  internal: { status: 500, retry: false },
};

interface ChatErrorOptions extends ErrorOptions {
  /** The field of the input that is at fault. */
  field?: string;
  /** When to try again, in milliseconds from now. */
  afterMs?: number;
}

/** Base of every error that a caller is told about: `code`, a sentence, and perhaps where and when. */
export class ChatError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly afterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: ChatErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.field = options.field;
    this.afterMs = options.afterMs;
  }

  /** Whether the very same request may succeed later. */
  get retry(): boolean {
    return ERRORS[this.code].retry;
  }
}

/** The input breaks a rule; `field` names the part. */
export class Invalid extends ChatError {
  constructor(message: string, options?: ChatErrorOptions) {
    super("invalid", message, options);
  }
}

/** Nobody is signed in. */
export class Unauthenticated extends ChatError {
  constructor(message = "Not signed in", options?: ChatErrorOptions) {
    super("unauthenticated", message, options);
  }
}

/** The person is known, the thing may be known to them, and yet they may not. */
export class Forbidden extends ChatError {
  constructor(message: string, options?: ChatErrorOptions) {
    super("forbidden", message, options);
  }
}

/** Not there, or not theirs: the two are told apart nowhere. */
export class NotFound extends ChatError {
  constructor(what: string, options?: ChatErrorOptions) {
    super("not_found", `Cannot find ${what}`, options);
  }
}

/** Something else holds what was asked for. */
export class Conflict extends ChatError {
  constructor(message: string, options?: ChatErrorOptions) {
    super("conflict", message, options);
  }
}

/** Too much, too fast; `afterMs` says when it may go on. */
export class RateLimited extends ChatError {
  constructor(afterMs: number) {
    super("rate_limited", "Too many requests", { afterMs });
  }
}

/** More bytes than are taken. */
export class TooLarge extends ChatError {
  constructor(message: string, options?: ChatErrorOptions) {
    super("too_large", message, options);
  }
}

/** The store is away, or it is not known what became of the request: ask again under the same id. */
export class Unavailable extends ChatError {
  constructor(message = "The store is away", options?: ChatErrorOptions) {
    super("unavailable", message, options);
  }
}
