import { frontDoor } from "@/lib/middlewares/front_door.ts";
import type { Serving } from "@/lib/serving.ts";
import { addressesOf } from "@/lib/telemetry/addresses.ts";
import { serving } from "./main.ts";

/** A flood of fragments fills a tenth of the memory in about a second. */
const MEMORY_CHECK_MS = 250;
/** Compose grants 15 s from SIGTERM to SIGKILL; what is not done by then will not be. */
const STOP_WITHIN_MS = 8_000;
/** How long an answer that its reader does not take may hold up the end. */
const LAST_ANSWERS_MS = 1_500;

if (import.meta.main) await serve(serving);

async function serve(serving: Serving): Promise<void> {
  const { config, log } = serving;
  const server = await listen(serving);
  let stopping = false;

  async function end(reason: string, code: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info("stop", { reason });
    setTimeout(() => Deno.exit(code || 1), STOP_WITHIN_MS);
    // The server's own way to stop cuts every socket off without a word.
    await serving.drain();
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_ANSWERS_MS));
    await Promise.race([server.shutdown(), patience]);
    await serving.close();
    Deno.exit(code);
  }

  // Windows knows no SIGTERM; closing the console is its way to ask.
  const askedToStop = Deno.build.os === "windows" ? "SIGBREAK" : "SIGTERM";
  for (const signal of [askedToStop, "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => void end(signal, 0));
  }
  setInterval(() => serving.services.memory.isOut && void end("out of memory", 1), MEMORY_CHECK_MS);
  globalThis.addEventListener("unhandledrejection", (event) => {
    // One request's slip must not end everybody's conversation.
    event.preventDefault();
    log.error("unhandled", { error: event.reason?.name ?? typeof event.reason });
  });
  const own = announce(config, server.addr.port);
  await giveUpRights();
  await inviteHost(serving, own);
}

async function listen({ config, log }: Serving): Promise<Deno.HttpServer<Deno.NetAddr>> {
  const { host: hostname, port } = config.listen;
  try {
    const { default: built } = await import("./_fresh/server.js");
    const handler = frontDoor(built.fetch, { ...config, log });
    return Deno.serve({ hostname, port, automaticCompression: true, onListen() {} }, handler);
  } catch (error) {
    const taken = error instanceof Deno.errors.AddrInUse;
    if (!taken && !isMissingBuild(error)) throw error;
    const why = taken
      ? `PORT is ${port}, wanted one that nothing else listens on`
      : "the pages are not built, run deno task build first";
    // deno-lint-ignore no-console -- one line for whoever started it
    console.error(`Cannot start: ${why}`);
    return Deno.exit(1);
  }
}

function isMissingBuild(error: unknown): boolean {
  return error instanceof TypeError && /not found.*_fresh\/server\.js/.test(error.message);
}

function announce({ listen, publicUrl }: Serving["config"], port: number): string {
  const interfaces = Deno.networkInterfaces();
  const [own = "", ...others] = addressesOf(listen.host, port, interfaces, publicUrl);
  const lines = [`ConexaoChat  ${own}`, ...others.map((url) => `             ${url}`)];
  // deno-lint-ignore no-console -- the line that tells people where to go
  console.log(lines.join("\n"));
  return own;
}

/** Whoever made the database is told once how to become its host; an instance that joins is not. */
async function inviteHost({ services, log }: Serving, own: string): Promise<void> {
  const { store, links } = services;
  try {
    if (!store.isNew || await store.server.hasHost()) return;
    const { url } = await links.makeHost(own);
    log.info("host.link", { url });
    // deno-lint-ignore no-console -- for whoever started it, and nobody else
    console.log(
      `Host link    ${url}\n             once, within 24 hours; deno task host makes another`,
    );
  } catch (error) {
    log.error("host.no_link", { error: error instanceof Error ? error.name : typeof error });
  }
}

// All that was to be read of the environment and the machine has been read, but how full its disk is.
async function giveUpRights(): Promise<void> {
  await Deno.permissions.revoke({ name: "env" });
  for (const kind of ["networkInterfaces", "hostname"] as const) {
    await Deno.permissions.revoke({ name: "sys", kind });
  }
}
