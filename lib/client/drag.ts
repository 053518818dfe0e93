/** A finger that moves so many pixels means something by it. */
const SLOP = 10;
/** It goes along an axis if it goes so many times as far along it as across. */
const STEEP = 1.5;
/** How fast it is, its last milliseconds tell. */
const LATELY = 100;
/** What is let go comes as far as it would have gone in so many milliseconds. */
const GOES_ON = 150;

/** A finger, where it is. */
export type Touch = Pick<
  PointerEvent,
  "pointerType" | "isPrimary" | "pointerId" | "clientX" | "clientY" | "timeStamp" | "target"
>;

/** What a finger draws; `by`: pixels from where it came down. */
export interface Drag {
  move(by: number): void;
  /** It was lifted, at so many pixels a millisecond; 0 and 0 if the stroke was none. */
  end(by: number, speed: number): void;
}

/** How strokes are taken up. */
interface DragOptions {
  axis: "x" | "y";
  /** Takes up a stroke that began there and goes up or down the axis, or leaves it alone. */
  begin(down: Touch, towards: 1 | -1): Drag | undefined;
  signal?: AbortSignal;
}

/** What fingers stroke over: an element, or the window. */
export interface Surface {
  addEventListener(
    type: "pointerdown" | "pointermove" | "pointerup" | "pointercancel",
    listener: (event: Touch) => void,
    options: AddEventListenerOptions,
  ): void;
}

/** A finger on its way. */
interface Stroke {
  down: Touch;
  /** Undefined: it is not known yet where it goes. */
  drag: Drag | undefined;
  trail: { by: number; at: number }[];
}

/**
 * Follows a finger that strokes along an axis. What the browser takes for itself, as scrolling along
 * the other axis, always wins: the style sheet says what that is (`touch-action`).
 *
 * @returns what takes up a finger that came down before
 */
export function onDrag(
  surface: Surface,
  { axis, begin, signal }: DragOptions,
): (down: Touch) => void {
  let stroke: Stroke | undefined;
  const way = ({ clientX, clientY }: Touch, { down }: Stroke) => {
    const [x, y] = [clientX - down.clientX, clientY - down.clientY];
    return axis === "x" ? { by: x, across: y } : { by: y, across: x };
  };
  function leave(): void {
    stroke?.drag?.end(0, 0);
    stroke = undefined;
  }
  function touch(down: Touch): void {
    // With a second finger it is no stroke any more.
    leave();
    if (down.pointerType === "touch" && down.isPrimary) {
      stroke = { down, drag: undefined, trail: [] };
    }
  }
  function move(event: Touch): void {
    if (!stroke || event.pointerId !== stroke.down.pointerId) return;
    const { by, across } = way(event, stroke);
    if (!stroke.drag) {
      if (Math.max(Math.abs(by), Math.abs(across)) < SLOP) return;
      const goesAlong = Math.abs(by) > STEEP * Math.abs(across);
      stroke.drag = goesAlong ? begin(stroke.down, by > 0 ? 1 : -1) : undefined;
      if (!stroke.drag) return void (stroke = undefined);
    }
    stroke.trail.push({ by, at: event.timeStamp });
    stroke.drag.move(by);
  }
  function lift(event: Touch): void {
    if (!stroke || event.pointerId !== stroke.down.pointerId) return;
    const { drag, trail } = stroke;
    const { by } = way(event, stroke);
    stroke = undefined;
    const first = trail.find(({ at }) => event.timeStamp - at < LATELY);
    const speed = first && event.timeStamp > first.at
      ? (by - first.by) / (event.timeStamp - first.at)
      : 0;
    drag?.end(by, speed);
  }
  const options = { passive: true, ...signal && { signal } };
  surface.addEventListener("pointerdown", touch, options);
  surface.addEventListener("pointermove", move, options);
  surface.addEventListener("pointerup", lift, options);
  surface.addEventListener("pointercancel", leave, options);
  return touch;
}

/** How far what is let go comes, in pixels. */
export function landsAt(by: number, speed: number): number {
  return by + speed * GOES_ON;
}

/** A stroke sideways over this has a use already: something is marked, slid or scrolled by it. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  if (target.closest("input, textarea, select, audio, video, dialog")) return true;
  return scrollsSideways(target);
}

function scrollsSideways(element: Element | null): boolean {
  if (!element) return false;
  const over = element.scrollWidth > element.clientWidth;
  return over && /auto|scroll/.test(getComputedStyle(element).overflowX) ||
    scrollsSideways(element.parentElement);
}
