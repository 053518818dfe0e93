import type { Caller } from "@/lib/auth/caller.ts";

/**
 * Who really asks. What a proxy forwards counts only if the proxy is one of ours: anybody can send
 * these headers.
 *
 * @param trustProxy addresses of the owner's reverse proxies
 */
export function callerOf(
  request: Request,
  info: Deno.ServeHandlerInfo,
  trustProxy: readonly string[],
): Caller {
  const { headers } = request;
  const address = "hostname" in info.remoteAddr ? info.remoteAddr.hostname : "";
  const url = new URL(request.url);
  const secure = url.protocol === "https:";
  if (!trustProxy.includes(address)) return { headers, url, secure, address };
  return {
    headers,
    url,
    secure: lastOf(headers.get("x-forwarded-proto"))?.toLowerCase() === "https",
    address: lastOf(headers.get("x-forwarded-for")) ?? address,
  };
}

// The last entry is the one that our own proxy wrote; those before it came from outside.
function lastOf(list: string | null): string | undefined {
  return list?.split(",").at(-1)?.trim() || undefined;
}
