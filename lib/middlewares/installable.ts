import type { Middleware } from "fresh";
import type { Config } from "@/lib/config.ts";
import type { State } from "@/utils.ts";

/** What installs the app: without it, browsers take away what they have of it. */
const INSTALLERS = new Set(["/sw.js", "/manifest.json"]);

/** Answers as if there were no app to install, where the owner wants none. */
export function installable(
  { installable: wanted }: Pick<Config, "installable">,
): Middleware<State> {
  return function installable(ctx) {
    const hidden = !wanted && INSTALLERS.has(ctx.url.pathname);
    return hidden ? new Response("Not found\n", { status: 404 }) : ctx.next();
  };
}
