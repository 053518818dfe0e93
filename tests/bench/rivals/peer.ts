import type { MysqlStoreConfig } from "@/lib/store/mod.ts";
import { startRedis } from "../../support/redis_server.ts";
import type { Contender } from "../contender.ts";
import { NAMES } from "../names.ts";
import { Program } from "../program.ts";

const FOLDER = new URL("socket_io/", import.meta.url).pathname;

/** What most people would build: see `socket_io/server.js`. Its packages come from npm when asked for. */
export async function startPeer(
  { host, port, user, database }: MysqlStoreConfig,
): Promise<Contender> {
  const { success, stderr } = await new Deno.Command("npm", {
    args: ["ci", "--no-audit", "--no-fund", "--ignore-scripts"],
    cwd: FOLDER,
  }).output();
  if (!success) throw new Error(`Socket.IO is not to be had: ${new TextDecoder().decode(stderr)}`);
  // One of its own, since ours allows no more than we need.
  const redis = await startRedis({ acl: false });
  const server = await Program.start("node", [
    "server.js",
    `mysql://${user}@${host}:${port}/${database}`,
    `redis://${redis.host}:${redis.port}`,
  ], FOLDER);
  const url = `http://127.0.0.1:${server.line}`;
  let taken = 0;
  return {
    name: NAMES.peer,
    dialect: "socketIo",
    pids: [server.pid],
    seats(size, rooms) {
      const first = taken + 1;
      taken += rooms;
      return Promise.resolve(Array.from({ length: size }, (_, n) => {
        const room = first + Math.floor(n * rooms / size);
        return { url, path: `/socket.io/?EIO=4&transport=websocket&room=${room}`, room };
      }));
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await redis[Symbol.asyncDispose]();
    },
  };
}
