/**
 * Linux gives outgoing connections ports from 32768 on (`net.ipv4.ip_local_port_range`), other
 * systems from 49152 on (RFC 6335, section 6): what lies below is not taken by a connection between
 * being chosen here and being listened on.
 */
// Above the highest port that browsers open no page of: amanda's, 10080.
const FIRST = 10_081;
const LAST = 32_767;
const TRIES = 100;

/** A port of 127.0.0.1 that nobody listens on, and that no connection will take meanwhile. */
export function freePort(): number {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (isFree(port)) return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST} in ${TRIES} tries`);
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}
