const YEAR = 365 * 24 * 60 * 60;

/** Keeps how a person wants to see the pages where the server can read it at the next one. */
export function rememberPreference(name: string, value: string): void {
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
}
