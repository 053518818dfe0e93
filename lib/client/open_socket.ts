import { PROTOCOL } from "@/lib/chat/subprotocol.ts";
import type { Wire } from "./socket.ts";

/** A socket to the server that this page is from. */
export function openSocket(): Wire {
  const url = new URL("/ws", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url, PROTOCOL);
}
