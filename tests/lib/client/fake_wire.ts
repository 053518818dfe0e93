import type { Wire } from "@/lib/client/socket.ts";

/** A WebSocket whose other end is the test. */
export class FakeWire extends EventTarget implements Wire {
  /** What the client has sent, parsed. */
  readonly sent: { t: string; [key: string]: unknown }[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.closed = true;
  }

  /** The server takes the connection. */
  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  /** The server says something. */
  say(frame: unknown): void {
    const data = typeof frame === "string" ? frame : JSON.stringify(frame);
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** The connection ends. */
  end(code = 1006): void {
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  /** What the client has sent of one kind. */
  framesOf(t: string): { t: string; [key: string]: unknown }[] {
    return this.sent.filter((frame) => frame.t === t);
  }
}
