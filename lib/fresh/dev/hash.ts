import { createHash } from "node:crypto";

/** SHA-256 of a content in hex. */
export function hashContent(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * The id of a build: SHA-1 in hex of what the environment calls it, or else of its content, so
 * that the same sources give the same build.
 */
export function hashBuild(hashes: Iterable<string>, env: Record<string, string>): string {
  const named = env["DENO_DEPLOYMENT_ID"] || env["GITHUB_SHA"] || env["CI_COMMIT_SHA"];
  const hash = createHash("sha1");
  for (const part of named === undefined ? hashes : [named]) hash.update(part).update("\0");
  return hash.digest("hex");
}

/** The environment, as far as this process may read it. */
export function readEnv(): Record<string, string> {
  const { state } = Deno.permissions.querySync({ name: "env" });
  return state === "granted" ? Deno.env.toObject() : {};
}

/** The variables that browser code may read; their names are identifiers. */
export function publicEnv(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => /^FRESH_PUBLIC_\w+$/.test(name)),
  );
}
