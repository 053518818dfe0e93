/**
 * Id of the build whose files are served. It starts as 40 random hex digits and is set by the
 * build cache of an app. In browser bundles this module is replaced by the id of the build.
 */
export let BUILD_ID: string = randomId();

/** Sets {@linkcode BUILD_ID} for the whole process. */
export function setBuildId(id: string): void {
  BUILD_ID = id;
}

// 20 bytes, as long as the SHA-1 hex digests of deployments.
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
