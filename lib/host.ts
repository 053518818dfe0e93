import { makeLink } from "./auth/make_link.ts";
import { loadConfig, reportConfigError } from "./config.ts";
import { openStore, StoreRefused } from "./store/mod.ts";
import { addressesOf } from "./telemetry/addresses.ts";
import { jsonLog } from "./telemetry/json_log.ts";

/**
 * `deno task host`: makes a new one-time link whose opener becomes host, and says it, once for each
 * address of this server; earlier ones open nothing any more. A server alone on SQLite has its file
 * to itself: stop it first. Ends with status 1 and one line where that cannot be.
 */
async function inviteHost(): Promise<void> {
  try {
    const config = loadConfig();
    const { host, port } = config.listen;
    const addresses = addressesOf(host, port, Deno.networkInterfaces(), config.publicUrl);
    const store = await openStore(config.store, { log: jsonLog(config.logLevel, print) });
    try {
      const { url } = await makeLink(store.server, { kind: "host", origin: "" });
      for (const address of addresses) say(address + url);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreRefused)) reportConfigError(error);
    print(error.message);
    Deno.exit(1);
  }
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

function print(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) await inviteHost();
