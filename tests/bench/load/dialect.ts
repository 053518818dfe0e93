/** How one of those that are measured speaks. */
export interface Dialect {
  /** What a client says first; nothing: it is in at once. */
  hello?(room: number, since: number | undefined): string;
  /** Whether a frame says that the client is in. */
  isWelcome(head: string): boolean;
  post(room: number, id: string, body: string): string;
  isAck(head: string): boolean;
  /** What of the room's history a frame delivers, as (from, to]; one message, if that is not told. */
  delivers(head: string): { from: number; to: number } | "one" | undefined;
  /** What a client says from time to time, so that it is not taken for gone. */
  ping?: string;
  /** What is to be said to a frame, if anything. */
  answer?(head: string, at: { room: number; seen: number }): string | undefined;
}

/** Bytes of a frame in which all that is asked for here stands. */
export const HEAD_BYTES = 96;

const EVENTS = /^\{"t":"events","room":\d+,"from":(\d+),"to":(\d+)/;

/** `conexao.v1`, as protocol.md has it. */
const conexao: Dialect = {
  hello: (room, since) =>
    JSON.stringify({ t: "hello", ...(since === undefined ? {} : { rooms: { [room]: since } }) }),
  isWelcome: (head) => head.startsWith('{"t":"welcome"'),
  post: (room, id, body) => JSON.stringify({ t: "send", id, room, body }),
  isAck: (head) => head.startsWith('{"t":"ack"'),
  ping: '{"t":"ping","n":1}',
  delivers(head) {
    const [, from, to] = EVENTS.exec(head) ?? [];
    return to === undefined ? undefined : { from: Number(from), to: Number(to) };
  },
  answer(head, { room, seen }) {
    if (head.startsWith('{"t":"reset"')) throw new Error("A socket was told to start afresh");
    if (head.startsWith('{"t":"nack"')) throw new Error(`A message was refused: ${head}`);
    return head.startsWith('{"t":"head"')
      ? JSON.stringify({ t: "pull", room, since: seen })
      : undefined;
  },
};

/** The bare broadcast server: what one says, all hear. */
const bare: Dialect = {
  isWelcome: () => false,
  post: conexao.post,
  isAck: () => false,
  delivers: () => "one",
};

/** The limit of storing: it tells nobody but the sender. */
const writer: Dialect = { ...bare, isAck: conexao.isAck, delivers: () => undefined };

/**
 * Socket.IO 4 over its WebSocket alone: an Engine.IO packet's type, then the message's, then JSON
 * (https://socket.io/docs/v4/engine-io-protocol/ and …/socket-io-protocol/).
 */
const socketIo: Dialect = {
  // The server opens first, and takes a client in when it has asked to connect.
  hello: () => "40",
  isWelcome: (head) => head.startsWith("40"),
  post: (room, id, body) => `420${JSON.stringify(["send", { id, room, body }])}`,
  isAck: (head) => head.startsWith("43"),
  delivers: (head) => head.startsWith('42["message"') ? "one" : undefined,
  answer: (head) => head === "2" ? "3" : undefined,
};

export const DIALECTS = { conexao, bare, writer, socketIo };
export type DialectName = keyof typeof DIALECTS;
