import { render, type VNode } from "preact";

/** Shows something above the page, until it calls `close`. */
export function showOverPage(view: (close: () => void) => VNode): void {
  const place = document.createElement("div");
  const close = () => {
    render(null, place);
    place.remove();
  };
  document.body.append(place);
  render(view(close), place);
}
