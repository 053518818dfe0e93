import type { loadPage } from "./history.ts";

/** As `loadPage`, whose code comes with the first page: most people never turn one back. */
export const loadLate: typeof loadPage = async (...args) => {
  return await (await import("./history.ts")).loadPage(...args);
};
