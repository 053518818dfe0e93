import { createHash } from "node:crypto";

/** Where Chromium's tools ask which folder a site is made from. */
export const WORKSPACE_URL = "/.well-known/appspecific/com.chrome.devtools.json";

/** Names the folder of the project. The id follows from it, so that it stays the same. */
export function describeWorkspace(root: string): Response {
  const hex = createHash("sha256").update(root).digest("hex");
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`]
    .concat(hex.slice(20, 32)).join("-");
  return Response.json({ workspace: { root, uuid } }, { headers: { etag: `W/"${uuid}"` } });
}
