/**
 * What components may use on the server and in the browser.
 *
 * @module
 */
import type { ComponentChildren } from "preact";
import { BUILD_ID } from "../build_id.ts";
import { assetInternal, assetSrcSetInternal } from "./shared_internal.ts";

export { HttpError } from "../error.ts";
export { Head, type HeadProps } from "./head.ts";

/** Whether this code runs in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/**
 * Ties the path of a static file to this build, so that browsers may keep it for good.
 *
 * @example
 * ```tsx
 * import { asset } from "fresh/runtime";
 * const link = <link rel="stylesheet" href={asset("/style.css")} />;
 * ```
 */
export function asset(path: string): string {
  return assetInternal(path, BUILD_ID);
}

/** Like {@linkcode asset} for every candidate of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  return assetSrcSetInternal(srcset, BUILD_ID);
}

/** Props of {@linkcode Partial}. */
export interface PartialProps {
  children?: ComponentChildren;
  /** Name, unique in the page. */
  name: string;
  mode?: "replace" | "prepend" | "append";
}

/** A named part of a page. Parts are not loaded on their own here: it renders its children. */
export function Partial(props: PartialProps): ComponentChildren {
  return props.children;
}
