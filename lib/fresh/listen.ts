import type { RequestHandler } from "./request_handler.ts";

/** Options of `app.listen()`: those of `Deno.serve` over TCP, with or without TLS. */
export type ListenOptions =
  & Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>
  & {
    /** A second address to print, such as one in the local network. */
    remoteAddress?: string;
  };

const FIRST_PORT = 8000;
const PORTS_TRIED = 20;

/**
 * Serves a handler, at the given port or the first free one of 8000 to 8019.
 *
 * @throws {Deno.errors.AddrInUse} if no port is free.
 */
export function serveApp(
  handler: RequestHandler,
  basePath: string,
  options: ListenOptions,
): Deno.HttpServer<Deno.NetAddr> {
  const ready = { onListen: bannerFor(basePath, options), ...options };
  if (options.port !== undefined) return Deno.serve(ready, handler);

  let inUse: unknown;
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port++) {
    try {
      return Deno.serve({ ...ready, port }, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      inUse ??= error;
    }
  }
  throw inUse;
}

function bannerFor(
  basePath: string,
  options: ListenOptions,
): (addr: Deno.NetAddr) => void {
  return ({ hostname, port }) => {
    const protocol = options.cert === undefined ? "http" : "https";
    const anywhere = hostname === "0.0.0.0" || hostname === "::";
    const host = hostname.includes(":") ? `[${hostname}]` : hostname;
    const urlOf = (name: string) => `${protocol}://${name}:${port}${basePath}/`;

    const lines = ["", " 🍋 Fresh ready", `    Local:  ${urlOf(host)}`];
    if (anywhere) lines[2] += ` (${urlOf("localhost")})`;
    if (options.remoteAddress) {
      lines.push(`    Remote: ${options.remoteAddress}`);
    }
    // The address is what whoever starts the server looks for.
    // deno-lint-ignore no-console
    console.log(lines.join("\n"), "\n");
  };
}
