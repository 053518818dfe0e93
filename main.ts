import { App, staticFiles } from "fresh";
import { loadConfig, reportConfigError } from "@/lib/config.ts";
import { errors } from "@/lib/middlewares/errors.ts";
import { installable } from "@/lib/middlewares/installable.ts";
import { inTurn } from "@/lib/middlewares/in_turn.ts";
import { signedIn } from "@/lib/middlewares/signed_in.ts";
import { tus } from "@/lib/middlewares/tus.ts";
import { Serving } from "@/lib/serving.ts";
import { StoreRefused } from "@/lib/store/mod.ts";
import { jsonLog } from "@/lib/telemetry/json_log.ts";
import type { State } from "@/utils.ts";

/** What this process serves with; `serve.ts` stops it. */
export const serving: Serving = await start();

/** The application: every path, its middleware before it. */
export const app = new App<State>()
  .use(installable(serving.config))
  .use(staticFiles())
  // Before all that asks the store: a container must not be restarted because MySQL is.
  .get("/healthz", () => new Response("ok\n"))
  .use((ctx) => {
    ctx.state.services = serving.services;
    return ctx.next();
  })
  .use(tus)
  .use(errors)
  .use(inTurn)
  .use(async (ctx) => {
    serving.requireStore();
    return await ctx.next();
  })
  .use(signedIn)
  .fsRoutes();

async function start(): Promise<Serving> {
  try {
    const config = loadConfig();
    // deno-lint-ignore no-console -- the log's way out of the process
    const log = jsonLog(config.logLevel, (line) => console.error(line));
    for (const warning of config.warnings) log.warn("config", { warning });
    return await Serving.open(config, log);
  } catch (error) {
    if (!(error instanceof StoreRefused)) return reportConfigError(error);
    // deno-lint-ignore no-console -- one line for whoever started it
    console.error(`Cannot start: ${error.message}`);
    return Deno.exit(1);
  }
}
