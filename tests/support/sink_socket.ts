/** The sending half of a socket, whose reader takes only what a test lets it take. */
export class SinkSocket {
  readonly sent: string[] = [];
  bufferedAmount = 0;
  readonly readyState = WebSocket.OPEN;

  send(text: string): void {
    this.sent.push(text);
    this.bufferedAmount += text.length;
  }

  /** The reader takes so much, or all. */
  take(bytes = Infinity): void {
    this.bufferedAmount = Math.max(0, this.bufferedAmount - bytes);
  }

  /** The names of the frames sent. */
  get names(): string[] {
    return this.sent.map((text) => JSON.parse(text).t);
  }
}
