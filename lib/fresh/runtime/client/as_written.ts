import type { ElementProps } from "../element_props.ts";

/** Names that HTML writes without the capital letter of JSX. */
const WRITTEN = [["tabIndex", "tabindex"], ["dateTime", "datetime"]] as const;

/**
 * Turns props into what the server has written for them. Where preact takes over an element it
 * compares them with attributes, which are texts, and sets anew whatever is not the same: of a page
 * with many rows the browser would have to look at all of them again.
 */
export function asWritten(props: ElementProps): void {
  for (const [name, written] of WRITTEN) {
    if (!(name in props)) continue;
    props[written] = props[name];
    delete props[name];
  }
  for (const name in props) {
    const value = props[name];
    if (typeof value === "number" && /^(data-|tabindex)/.test(name)) props[name] = String(value);
  }
}
