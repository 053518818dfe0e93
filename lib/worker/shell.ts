/** The id of the build that this is of; the builder puts it in. */
declare const BUILD: string;

/** Where answers of this build are kept; those of other builds go when it takes over. */
const KEPT = `conexao-${BUILD}`;
/** The page that is shown without a connection. It is the same for everybody, and says nothing of anybody. */
const AWAY = "/desconectado";
/** What it is made of, as it asks for it. */
const PARTS = ["/styles/app.css", "/styles/pages.css", "/desconectado.js", "/favicon.svg"];

/** The id of this build. */
export const build = BUILD;

/** Fetches what there has to be without a connection. */
export async function stockShell(): Promise<void> {
  const kept = await caches.open(KEPT);
  await kept.addAll([AWAY, ...PARTS.map(ofBuild)]);
}

/** Forgets what other builds have kept. */
export async function clearOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("conexao-") && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * Whether this is a file that never changes under its name: it names its build. Nothing else is
 * ever kept: no page, no message, no file of anybody's.
 */
export function isOfBuild({ method, url }: Pick<Request, "method" | "url">): boolean {
  const { pathname, searchParams } = new URL(url);
  return method === "GET" &&
    (pathname.startsWith(`/_fresh/js/${BUILD}/`) || searchParams.get("__frsh_c") === BUILD);
}

/** Such a file, kept from the first time that it was asked for. */
export async function assetOf(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT);
  const found = await kept.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.status === 200 && !answer.redirected) await kept.put(request, answer.clone());
  return answer;
}

/** A page from the server; without contact with it, the page that says so. */
export async function pageOf(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined);
  // A proxy answers in the place of a host that is away.
  if (answer && answer.status !== 502 && answer.status !== 504) return answer;
  const kept = await caches.open(KEPT);
  return await kept.match(AWAY) ?? answer ?? Response.error();
}

function ofBuild(path: string): string {
  return `${path}?__frsh_c=${BUILD}`;
}
