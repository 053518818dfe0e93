/** As much of a WebSocket as a Connection uses: what has its shape can stand in its place. */
export type Wire = Pick<
  WebSocket,
  "send" | "close" | "readyState" | "bufferedAmount" | "addEventListener" | "removeEventListener"
>;
