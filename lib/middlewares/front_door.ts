import type { Log } from "@/lib/chat/log.ts";
import { callerOf } from "./caller.ts";
import { isOurHost } from "./host_rule.ts";
import { isOwnOrigin } from "./origin_rule.ts";
import { refusal } from "./refusal.ts";
import { withSecurityHeaders } from "./security_headers.ts";

/** What the door asks before anybody else sees a request. */
export interface FrontDoorOptions {
  /** Names of hosts beside addresses and LAN names; `.escola.br` is it and all below. */
  allowedHosts: readonly string[];
  /** The address that people are given, where it differs from the one that requests come to. */
  publicUrl: URL | undefined;
  /** Addresses of the owner's reverse proxies. */
  trustProxy: readonly string[];
  log: Log;
}

/** What a refusal at the door is said for. */
type Refused = Parameters<typeof refusal>[0];

type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/**
 * Stands round the whole application, since answers to errors and to unknown paths pass through no
 * middleware: the Host rule, the Origin rule, then the application, then the security headers.
 */
export function frontDoor(application: Handler, options: FrontDoorOptions): Handler {
  const hosts = [...options.allowedHosts];
  if (options.publicUrl) hosts.push(options.publicUrl.hostname);

  function findFault(request: Request, info: Deno.ServeHandlerInfo): Refused | undefined {
    if (!URL.canParse(request.url)) return 400;
    const url = new URL(request.url);
    if (url.username !== "" || url.password !== "") return 400;
    if (!isOurHost(url.hostname, hosts)) return 421;
    const { secure } = callerOf(request, info, options.trustProxy);
    const ours = [`${secure ? "https" : "http"}://${url.host}`];
    if (options.publicUrl) ours.push(options.publicUrl.origin);
    return isOwnOrigin(request, ours) ? undefined : 403;
  }

  return async function enter(request, info) {
    const fault = findFault(request, info);
    if (fault === undefined) return withSecurityHeaders(await application(request, info));
    options.log.info("door.refused", { method: request.method, status: fault });
    return withSecurityHeaders(refusal(fault, request));
  };
}
