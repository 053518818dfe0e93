/**
 * Whether this is the machine itself, which browsers trust also without encryption (W3C Secure
 * Contexts, section 3.1).
 *
 * @param hostname of a parsed URL
 */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
