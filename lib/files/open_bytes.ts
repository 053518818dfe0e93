import type { ByteStore } from "@/lib/chat/byte_store.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import type { Log } from "@/lib/chat/log.ts";
import type { Store } from "@/lib/chat/store.ts";
import type { BytesConfig } from "./bytes_config.ts";
import { DiskBytes } from "./disk_bytes.ts";

/** What the place of the bytes works with. */
export interface BytesParts {
  store: Pick<Store, "chunks">;
  clock: Clock;
  log: Log;
}

/**
 * Opens the place where the bytes of files are kept.
 *
 * @throws {Unavailable} with a line for the operator, if it cannot be used
 */
export async function openBytes(config: BytesConfig, parts: BytesParts): Promise<ByteStore> {
  switch (config.kind) {
    case "disk":
      return await DiskBytes.open(config, parts);
    case "database": {
      const { chunks } = parts.store;
      if (!chunks) throw new Error("Cannot keep files in a database that one instance has alone");
      return chunks;
    }
    case "s3": {
      // Whoever has none need not wait for it to load.
      const { S3Bytes } = await import("./s3_bytes.ts");
      return await S3Bytes.open(config, parts);
    }
  }
}
