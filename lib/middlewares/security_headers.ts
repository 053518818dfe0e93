const NONCE = Symbol.for("__freshNonce");

const FIXED: readonly (readonly [string, string])[] = [
  ["x-content-type-options", "nosniff"],
  // Never `no-referrer`: with it our own forms would send `Origin: null`.
  ["referrer-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(self), microphone=(self), geolocation=()"],
];

/**
 * Puts the security headers on an answer. No `upgrade-insecure-requests` and no HSTS: on plain HTTP
 * they make the page ask for what is not there.
 */
export function withSecurityHeaders(response: Response): Response {
  // The answer to an upgrade is the runtime's own, and cannot be made anew.
  if (response.status === 101) return response;
  const answer = hasOpenHeaders(response) ? response : new Response(response.body, response);
  const { headers } = answer;
  for (const [name, value] of FIXED) headers.set(name, value);
  if (!headers.has("content-security-policy")) {
    headers.set("content-security-policy", policy(nonceOf(response)));
  }
  const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
  if (isPage) headers.set("cache-control", "no-store");
  return answer;
}

function policy(nonce: string | undefined): string {
  return [
    "default-src 'none'",
    `script-src 'self'${nonce ? ` 'nonce-${nonce}'` : ""}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types conexao",
  ].join("; ");
}

function nonceOf(response: Response): string | undefined {
  const nonce: unknown = Reflect.get(response, NONCE);
  return typeof nonce === "string" ? nonce : undefined;
}

// `Response.redirect()` and answers of `fetch` have headers that cannot be changed.
function hasOpenHeaders({ headers }: Response): boolean {
  try {
    headers.delete("x-never-set");
    return true;
  } catch {
    return false;
  }
}
