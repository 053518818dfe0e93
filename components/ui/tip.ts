/**
 * The name of what shows only an icon: for ears, and as a tip for those who point at it or come to
 * it by keys. The style sheet writes the keys of `aria-keyshortcuts` beside it.
 */
export function tip(label: string) {
  return { "aria-label": label, "data-tip": label };
}
