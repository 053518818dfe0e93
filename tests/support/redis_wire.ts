import type { RedisServer } from "./redis_server.ts";
import { writeAll } from "./raw_http.ts";

/** Speaks to a Redis as redis-cli does: a command, and the first line of the answer. */
export async function redisCommand(
  { host, port }: RedisServer,
  ...words: readonly string[]
): Promise<string> {
  using connection = await Deno.connect({ hostname: host, port });
  const encoder = new TextEncoder();
  const parts = words.map((word) => `$${encoder.encode(word).length}\r\n${word}\r\n`);
  await writeAll(connection, encoder.encode(`*${words.length}\r\n${parts.join("")}`));
  const buffer = new Uint8Array(4_096);
  const length = await connection.read(buffer);
  if (length === null) return "";
  return new TextDecoder().decode(buffer.subarray(0, length)).split("\r\n")[0] ?? "";
}
