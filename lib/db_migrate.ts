import { loadConfig, reportConfigError } from "./config.ts";
import { migrateNow, StoreRefused } from "./store/mod.ts";
import { jsonLog } from "./telemetry/json_log.ts";

/**
 * `deno task db:migrate`: brings the schema of the configured database up to date, whatever
 * DB_MIGRATE says. Ends with status 1 and one line where that cannot be.
 */
async function migrateDatabase(): Promise<void> {
  try {
    const config = loadConfig();
    await migrateNow(config.store, { log: jsonLog(config.logLevel, print) });
  } catch (error) {
    if (!(error instanceof StoreRefused)) reportConfigError(error);
    print(error.message);
    Deno.exit(1);
  }
}

function print(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

if (import.meta.main) await migrateDatabase();
