/** What `addressesOf` looks at: an entry of the machine's network interfaces. */
export type Interface = Pick<Deno.NetworkInterfaceInfo, "family" | "address" | "name" | "cidr">;

// Bridges of containers and virtual machines: nobody else on the LAN can reach them.
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|lo)/;
// From inside a container its own address looks like any other; these are the engine's own pools.
const CONTAINER = /^172\.(1[6-9]|2\d|3[01])\..*\/16$/;

/**
 * The addresses to type into a browser: the one that the owner gives out, if any, then this
 * machine's own, then those for the others.
 */
export function addressesOf(
  host: string,
  port: number,
  interfaces: readonly Interface[],
  publicUrl?: URL,
): string[] {
  const given = publicUrl ? [publicUrl.origin] : [];
  const everywhere = host === "0.0.0.0" || host === "::";
  if (!everywhere) return [...given, urlOf(host, port)];
  const lan = interfaces
    .filter(({ family, address, name, cidr }) =>
      family === "IPv4" && !address.startsWith("127.") && !VIRTUAL.test(name) &&
      !CONTAINER.test(cidr)
    )
    .map(({ address }) => urlOf(address, port));
  return [...given, urlOf("localhost", port), ...new Set(lan)];
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
