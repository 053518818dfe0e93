import type { ElementProps } from "../element_props.ts";

/**
 * Turns props into what the server has written for them. Where preact takes over an element it
 * compares them with attributes, which are texts, and sets anew whatever is not the same: of a page
 * with many rows the browser would have to look at all of them again.
 */
export function asWritten(props: ElementProps): void {
  for (const name in props) {
    // Those that HTML writes without the capital letter of JSX, and those that may be numbers.
    if (!/^(data-|tabI|dateT)/.test(name)) continue;
    const value = props[name];
    delete props[name];
    props[name.toLowerCase()] = typeof value === "number" ? `${value}` : value;
  }
}
