import { Knots } from "./Knot.tsx";

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock:
    "M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1M8 11V8a4 4 0 0 1 8 0v3",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5",
  leave: "M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16.5 8.5 20 12l-3.5 3.5",
  menu: "M4 7h16M4 12h16M4 17h10",
  side: "M5 5h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1M9.5 5v14",
  wifi: "M3 9.5a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 19.5v.01",
  wifioff:
    "M4 4l16 16M3 9.5A13 13 0 0 1 7 7M11 6a13 13 0 0 1 10 3.5M6.5 13a8 8 0 0 1 4-2.2M15 11.5a8 8 0 0 1 2.5 1.5M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 19.5v.01",
  refresh: "M20 11a8 8 0 0 0-14-4.5L4 8.5M4 4v4.5h4.5M4 13a8 8 0 0 0 14 4.5l2-2M20 20v-4.5h-4.5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  copy:
    "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1M5 16H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1v1",
  link:
    "M10 13a4 4 0 0 0 6 .5l2.5-2.5a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 11a4 4 0 0 0-6-.5L5.5 13a4 4 0 0 0 5.7 5.7l1.3-1.3",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  plus: "M12 5v14M5 12h14",
  gear:
    "M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
  x: "M6 6l12 12M18 6 6 18",
  clip:
    "M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.6 1.6 0 0 1-2.3-2.3l7.5-7.6",
  file: "M7 3h7l5 5v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1M14 3v5h5",
  folder: "M3 7a1 1 0 0 1 1-1h5l2 2h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z",
  mic: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3M5.5 12a6.5 6.5 0 0 0 13 0M12 18.5V21",
  micoff:
    "M4 4l16 16M9 9v3a3 3 0 0 0 4.5 2.6M15 12V6a3 3 0 0 0-5.7-1.3M5.5 12a6.5 6.5 0 0 0 10 5.5M18.5 12a6.5 6.5 0 0 1-.7 3M12 18.5V21",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  user: "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 20v-1a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v1",
  users:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20v-1a5 5 0 0 1 5-5h2a5 5 0 0 1 5 5v1M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5a5 5 0 0 1 3 4.5v1",
  horn: "M4 10v4h3l8 4V6l-8 4zM18.5 9.5a4 4 0 0 1 0 5M8 14l1.5 5",
  belloff: "M6 16V11c0-1 .2-1.9.6-2.7M9 5.8A6 6 0 0 1 18 11v5M15 18H4.5L6 16M10 20.5h4M4 4l16 16",
  shield: "M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6z",
  crown: "M4 8l4 4 4-7 4 7 4-4-1.5 10h-13z",
  key: "M8 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M11.5 12H20v3M16.5 12v2.5",
  pause: "M9 5v14M15 5v14",
  play: "M8 5l11 7-11 7z",
  more:
    "M4.4 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M11.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M18 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0",
  phone: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1M11 18h2",
  back: "M19 12H5M11 6l-6 6 6 6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20 20l-4-4",
  calendar:
    "M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1M4 10.5h16M8 3v4M16 3v4",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
  alert: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7.5v5M12 16v.01",
  down: "M12 5v14M6 13l6 6 6-6",
  up: "M12 19V5M6 11l6-6 6 6",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0M16 8v5a2.5 2.5 0 0 0 5 0v-1a9 9 0 1 0-3.5 7",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.5 14.5c1.8 2.3 5.2 2.3 7 0M9 9.5v.01M15 9.5v.01",
  reply: "M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7v1",
  forward: "M15 6l5 5-5 5M20 11h-9a7 7 0 0 0-7 7v1",
  thread:
    "M5 4h14a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-7l-5 4v-4H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M8 8.5h8M8 12.5h5",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",
  keep: "M7 4h10a1 1 0 0 1 1 1v15l-6-4-6 4V5a1 1 0 0 1 1-1",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5M12 8v.01",
  eye:
    "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
} as const;

/** The icons there are. */
export type IconName = keyof typeof PATHS;

/** The names of all icons. A function: as a constant it would bring the table to every browser. */
export function iconNames(): IconName[] {
  return Object.keys(PATHS) as IconName[];
}

interface IconProps {
  name: IconName;
  /** 16 px and not 20. */
  small?: boolean;
}

/** An icon from the page's sprite; what it means is said beside it. */
export function Icon({ name, small = false }: IconProps) {
  return (
    <svg class={small ? "i s" : "i"} viewBox="0 0 24 24" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The sprite: once on every page. */
export function Icons() {
  return (
    <svg hidden>
      {Object.entries(PATHS).map(([name, path]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 24 24">
          <path d={path} />
        </symbol>
      ))}
      <Knots />
    </svg>
  );
}
