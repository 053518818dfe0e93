import { nonceOf } from "../nonce.ts";
import type { Middleware } from "./mod.ts";

/** Options of {@linkcode csp}. */
export interface CSPOptions {
  /** Only report what would be blocked. Default: false. */
  reportOnly?: boolean;
  /** Where browsers send reports. */
  reportTo?: string;
  /** Directives; each replaces the default of its name. */
  csp?: string[];
  /** Allow inline scripts and styles by the nonce of the page only. Default: false. */
  useNonce?: boolean;
}

const DEFAULTS: readonly string[] = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

/**
 * Sets a Content-Security-Policy on answers. Answers of a root error page do not pass through
 * middleware and have none.
 *
 * The default `upgrade-insecure-requests` breaks a site on plain HTTP that is not on localhost.
 *
 * @example
 * ```ts
 * import { App, csp } from "fresh";
 * const app = new App().use(csp({ useNonce: true, csp: ["connect-src 'self' ws:"] }));
 * ```
 */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const { reportOnly = false, reportTo, useNonce = false } = options;
  const directives = mergeDirectives(options.csp ?? [], reportTo);
  const header = reportOnly ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy";

  return async function csp(ctx) {
    const res = await ctx.next();
    const nonce = useNonce ? nonceOf(res) : undefined;
    const policy = nonce === undefined
      ? directives
      : directives.map((one) => withNonce(one, nonce));
    res.headers.set(header, policy.join("; "));
    if (reportTo !== undefined) {
      res.headers.set("Reporting-Endpoints", `csp-endpoint="${reportTo}"`);
    }
    return res;
  };
}

function mergeDirectives(
  own: string[],
  reportTo: string | undefined,
): string[] {
  const names = new Set(own.map(nameOf));
  const merged = [
    ...DEFAULTS.filter((directive) => !names.has(nameOf(directive))),
    ...own,
  ];
  if (reportTo === undefined) return merged;
  return [...merged, "report-to csp-endpoint", `report-uri ${reportTo}`];
}

function withNonce(directive: string, nonce: string): string {
  if (!/^(default|script|style)-src(-elem)?$/.test(nameOf(directive))) {
    return directive;
  }
  return directive.replace("'unsafe-inline'", `'nonce-${nonce}'`);
}

function nameOf(directive: string): string {
  return directive.trim().split(/\s/, 1)[0] ?? "";
}
