import { loadConfig, reportConfigError } from "./config.ts";
import { renewNow, StoreRefused } from "./store/mod.ts";
import { jsonLog } from "./telemetry/json_log.ts";

/**
 * `deno task db:restored`: after a backup was restored into the configured database, tells everybody
 * that it is another one now, instances that run included. Ends with status 1 and one line where
 * that cannot be.
 */
async function renewDatabase(): Promise<void> {
  try {
    const config = loadConfig();
    const title = await renewNow(config.store, { log: jsonLog(config.logLevel, print) });
    print(`${title} is another one from now on: instances and pages start afresh with it.`);
  } catch (error) {
    if (!(error instanceof StoreRefused)) reportConfigError(error);
    print(error.message);
    Deno.exit(1);
  }
}

function print(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) await renewDatabase();
