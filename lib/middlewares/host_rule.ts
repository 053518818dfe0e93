const LAN_SUFFIXES = [
  ".localhost",
  ".local",
  ".lan",
  ".home",
  ".home.arpa",
  ".internal",
  ".intranet",
  ".localdomain",
  ".test",
];

/**
 * Whether a request to this host may be answered. A name that anybody on the Internet can own may
 * be made to resolve to this machine (DNS rebinding), and then its pages would be "same origin":
 * so only addresses, names that never leave a LAN, and names given by the owner are ours.
 *
 * @param hostname of a parsed URL: lower case, IPv4 in dotted form, IPv6 in brackets
 * @param allowed names; `.escola.br` is that name and all below it
 */
export function isOurHost(hostname: string, allowed: readonly string[]): boolean {
  if (isAddress(hostname)) return true;
  const name = hostname.replace(/\.$/, "");
  if (name === "" || hostname !== name && hostname.endsWith("..")) return false;
  if (!name.includes(".")) return true;
  if (LAN_SUFFIXES.some((suffix) => name.endsWith(suffix))) return true;
  return allowed.some((entry) =>
    entry.startsWith(".") ? name === entry.slice(1) || name.endsWith(entry) : name === entry
  );
}

// The URL parser has made every spelling of an address (3232235522, 0x7f.1) the plain one.
function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname);
}
