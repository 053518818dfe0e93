import { writeAll } from "../support/raw_http.ts";

// A process of its own, so that what it does is not what is measured:
// `file_sender.ts <url> <header lines, parted by |> <bytes> [cut]`. Says the status and the seconds.
const [address = "", head = "", count = "0", cut] = Deno.args;
const { hostname, port, pathname } = new URL(address);
const block = new Uint8Array(1 << 20);
for (let at = 0; at < block.length; at += 65_536) {
  crypto.getRandomValues(block.subarray(at, at + 65_536));
}

const begun = performance.now();
using connection = await Deno.connect({ hostname, port: Number(port) });
const lines = [`PATCH ${pathname} HTTP/1.1`, `Host: ${hostname}:${port}`, ...head.split("|")];
await writeAll(connection, new TextEncoder().encode([...lines, "", ""].join("\r\n")));
for (let left = Number(count); left > 0; left -= block.length) {
  // No block like another: equal ones would be too easy for a disk that looks at them.
  new DataView(block.buffer).setFloat64(0, left);
  await writeAll(connection, block.subarray(0, Math.min(left, block.length)));
}
const status = cut ? 0 : await statusOf(connection);
const seconds = (performance.now() - begun) / 1_000;
// deno-lint-ignore no-console -- the answer to whoever started it
console.log(JSON.stringify({ status, seconds }));
Deno.exit(0);

async function statusOf(connection: Deno.Conn): Promise<number> {
  const buffer = new Uint8Array(4_096);
  const length = await connection.read(buffer) ?? 0;
  return Number(new TextDecoder().decode(buffer.subarray(0, length)).split(" ")[1]);
}
