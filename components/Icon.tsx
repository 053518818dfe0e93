const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock:
    "M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1M8 11V8a4 4 0 0 1 8 0v3",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5",
  leave: "M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M10 12h10M16.5 8.5 20 12l-3.5 3.5",
  menu: "M4 7h16M4 12h16M4 17h10",
  wifi: "M3 9.5a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 19.5v.01",
  wifioff:
    "M4 4l16 16M3 9.5A13 13 0 0 1 7 7M11 6a13 13 0 0 1 10 3.5M6.5 13a8 8 0 0 1 4-2.2M15 11.5a8 8 0 0 1 2.5 1.5M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 19.5v.01",
  refresh: "M20 11a8 8 0 0 0-14-4.5L4 8.5M4 4v4.5h4.5M4 13a8 8 0 0 0 14 4.5l2-2M20 20v-4.5h-4.5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2",
  alert: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7.5v5M12 16v.01",
  down: "M12 5v14M6 13l6 6 6-6",
  up: "M12 19V5M6 11l6-6 6 6",
} as const;

/** The icons there are. */
export type IconName = keyof typeof PATHS;

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
    </svg>
  );
}
