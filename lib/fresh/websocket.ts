import { HttpError } from "./error.ts";

/** What to do on the events of a socket. An exception in here is not caught by the library. */
export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event | ErrorEvent): void;
}

/** Options of `ctx.upgrade()`. */
export interface WebSocketUpgradeOptions {
  /** Seconds without a pong after which the socket is closed. Default: 30, as of Deno 2.9. */
  idleTimeout?: number;
  /** The subprotocol to answer with. */
  protocol?: string;
}

/** Tells handlers from options by their functions; an empty object is options. */
export function isWebSocketHandlers(
  value: unknown,
): value is WebSocketHandlers {
  if (typeof value !== "object" || value === null) return false;
  const handlers = value as Record<string, unknown>;
  return ["open", "message", "close", "error"].some((name) => typeof handlers[name] === "function");
}

/** @throws {HttpError} 400 if the request does not ask for a WebSocket. */
export function upgradeRequest(
  req: Request,
  options: WebSocketUpgradeOptions = {},
): { socket: WebSocket; response: Response } {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new HttpError(400, "Expected a WebSocket upgrade request");
  }
  return Deno.upgradeWebSocket(req, options);
}

/** Connects handlers to the events of a socket. */
export function wireSocket(
  socket: WebSocket,
  handlers: WebSocketHandlers,
): void {
  if (handlers.open) {
    socket.addEventListener("open", () => handlers.open?.(socket));
  }
  if (handlers.message) {
    socket.addEventListener(
      "message",
      (event) => handlers.message?.(socket, event),
    );
  }
  if (handlers.close) {
    socket.addEventListener("close", (event) => {
      handlers.close?.(socket, event.code, event.reason);
    });
  }
  if (handlers.error) {
    socket.addEventListener(
      "error",
      (event) => handlers.error?.(socket, event),
    );
  }
}
