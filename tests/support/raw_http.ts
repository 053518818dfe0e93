/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  /** Names in lower case; of several headers of one name, all, parted by line feeds. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/**
 * Says exactly this to a server on this machine, and reads what comes until it closes or has said
 * its head and `content-length`: for requests that no client would make.
 */
export async function rawRequest(port: number, request: string): Promise<RawAnswer> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  return await exchange(connection, request);
}

async function exchange(connection: Deno.Conn, request: string): Promise<RawAnswer> {
  await writeAll(connection, new TextEncoder().encode(request));
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let said = "";
  for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
    said += decoder.decode(buffer.subarray(0, n), { stream: true });
    if (isWhole(said)) break;
  }
  return parseAnswer(said);
}

/** Writes all of the bytes. */
export async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

/** A request line and its headers, which ends the connection after the answer. */
export function rawGet(target: string, headers: readonly string[]): string {
  return [`GET ${target} HTTP/1.1`, ...headers, "Connection: close", "", ""].join("\r\n");
}

/** What it takes to ask for a socket. */
export const UPGRADE: readonly string[] = [
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

/** Asks for a socket; the status of the answer, 101 if it is granted. */
export async function askForSocket(port: number, headers: readonly string[]): Promise<RawAnswer> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  return await askForSocketOn(connection, headers);
}

/** The same on a connection of one's own, which is a socket from then on if the answer is 101. */
export async function askForSocketOn(
  connection: Deno.Conn,
  headers: readonly string[],
): Promise<RawAnswer> {
  const head = ["GET /ws HTTP/1.1", ...UPGRADE, "Connection: Upgrade", ...headers, "", ""];
  return await exchange(connection, head.join("\r\n"));
}

function isWhole(said: string): boolean {
  const end = said.indexOf("\r\n\r\n");
  if (end < 0) return false;
  if (said.startsWith("HTTP/1.1 101")) return true;
  const length = /^content-length: (\d+)/im.exec(said.slice(0, end))?.[1];
  return length !== undefined && new TextEncoder().encode(said.slice(end + 4)).length >= +length;
}

function parseAnswer(said: string): RawAnswer {
  const [head = "", ...rest] = said.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const cut = line.indexOf(":");
    const name = line.slice(0, cut).toLowerCase();
    const before = headers.get(name);
    const value = line.slice(cut + 1).trim();
    headers.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  return { status: Number(first.split(" ")[1]), headers, body: rest.join("\r\n\r\n") };
}
