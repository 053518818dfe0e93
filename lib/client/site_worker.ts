import { scriptAddress } from "./script_address.ts";
import { answersKept, workers } from "./secure_doors.ts";

const ADDRESS = "/sw.js";

/** What a page has of the site's worker, or has to do with it. */
export interface SiteWorkerOptions {
  /** The id of the build that the page is of. */
  build: string;
  /** The host has another build than the page. */
  renewed(): void;
}

/**
 * Has the worker of the site installed, where there can be one; where the host has none any more, the
 * one of before is taken away with all that it kept. Gives back how to look for another one.
 */
export async function installSiteWorker(
  { build, renewed }: SiteWorkerOptions,
): Promise<(() => void) | undefined> {
  const door = workers();
  if (!door || !isSecureContext) return undefined;
  door.addEventListener("message", ({ data }) => {
    const told: unknown = data instanceof Object ? Reflect.get(data, "build") : undefined;
    if (typeof told === "string" && told !== build) renewed();
  });
  const { status } = await fetch(ADDRESS, { method: "HEAD", cache: "no-store" });
  if (status === 404) return void await uninstall(door);
  await door.register(scriptAddress(ADDRESS));
  return () => void door.getRegistration().then((one) => one?.update()).catch(() => {});
}

async function uninstall(door: ServiceWorkerContainer): Promise<void> {
  const [all, names] = await Promise.all([door.getRegistrations(), answersKept()?.keys() ?? []]);
  await Promise.all([
    ...all.map((one) => one.unregister()),
    ...names.map((name) => answersKept()?.delete(name)),
  ]);
}
