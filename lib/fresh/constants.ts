/** Path of the socket over which the development server announces its revision. */
export const ALIVE_URL = "/_frsh/alive";
/** Path of the page which shows an error in development. */
export const DEV_ERROR_OVERLAY_URL = "/_frsh/error_overlay";
/** Query parameter that marks a request for a part of a page. */
export const PARTIAL_SEARCH_PARAM = "fresh-partial";
/** Query parameter that ties a static file to a build, so that it may be cached for good. */
export const ASSET_CACHE_BUST_KEY = "__frsh_c";
/** Folder, below the site's root, of the built browser code; a build id follows. */
export const JS_PREFIX = "/_fresh/js/";
/** Files that the crawl of routes and islands leaves out. */
export const TEST_FILE_PATTERN: RegExp = /[._]test\.(?:[tj]sx?|[mc][tj]s)$/;
