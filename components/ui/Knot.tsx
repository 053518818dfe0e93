/** The mark, from the page's sprite: two speech shapes linked like rings. */
export function Knot() {
  return <Mark of="knot" />;
}

/** The mark, large and thin: for a room that has nothing in it yet. */
export function LargeKnot() {
  return <Mark of="knot-l" />;
}

function Mark({ of }: { of: string }) {
  return (
    <svg class="knot" aria-hidden="true">
      <use href={`#${of}`} />
    </svg>
  );
}

/** The marks in the sprite: the gaps of the large one are narrower, as its lines are. */
export function Knots() {
  return (
    <>
      <symbol id="knot" viewBox="0 0 32 32">
        <path
          class="k1"
          d="M19.96 13.77A8 8 0 0 1 12 21H5.5A1.5 1.5 0 0 1 4 19.5V13A8 8 0 0 1 18.59 8.47"
        />
        <path d="M12.04 18.23A8 8 0 0 1 20 11h6.5A1.5 1.5 0 0 1 28 12.5V19A8 8 0 0 1 13.41 23.53" />
      </symbol>
      <symbol id="knot-l" viewBox="3 4 26 24">
        <Rings />
      </symbol>
    </>
  );
}

/** The mark come apart: for what is not found. */
export function BrokenKnot() {
  return (
    <svg class="knot" viewBox="1 2 31 27" aria-hidden="true">
      <path
        class="k1"
        d="M10 19H3.5A1.5 1.5 0 0 1 2 17.5V11A8 8 0 1 1 10 19z"
      />
      <path
        stroke-dasharray="1.6 1.6"
        d="M23 14h5.5A1.5 1.5 0 0 1 30 15.5V21A7 7 0 1 1 23 14z"
      />
    </svg>
  );
}

const BEADS = [
  { hue: 14, x: 4.03, y: 12.3 },
  { hue: 9, x: 8.62, y: 5.75 },
  { hue: 6, x: 16, y: 6.07 },
  { hue: 12, x: 18.55, y: 17.59 },
  { hue: 0, x: 27.52, y: 21.74 },
  { hue: 4, x: 22.07, y: 26.73 },
  { hue: 8, x: 13.45, y: 14.41 },
] as const;

/** The mark as a table that people sit round, with one seat free. */
export function Table({ seat }: { seat: string }) {
  return (
    <svg class="ties" viewBox="2 3.6 28 25.2" aria-hidden="true">
      <Rings />
      {BEADS.map(({ hue, x, y }) => (
        <path
          key={hue}
          class="bead"
          data-hue={hue}
          transform={`translate(${x} ${y})`}
          d="M0 1.6H-0.88A0.72 0.72 0 0 1 -1.6 0.88V0A1.6 1.6 0 1 1 0 1.6z"
        />
      ))}
      <g class="seat" transform="translate(24.3 11)">
        <path d="M0 2.1H-1.16A0.95 0.95 0 0 1 -2.1 1.16V0A2.1 2.1 0 1 1 0 2.1z" />
        <path d="M0 1.65H-0.91A0.74 0.74 0 0 1 -1.65 0.91V0A1.65 1.65 0 1 1 0 1.65z" />
        <text y=".32">{seat}</text>
      </g>
    </svg>
  );
}

function Rings() {
  return (
    <>
      <path
        class="k1"
        d="M19.97 12.37A8 8 0 0 1 12 21H5.5A1.5 1.5 0 0 1 4 19.5V13A8 8 0 0 1 19.28 9.68"
      />
      <path d="M12.03 19.63A8 8 0 0 1 20 11h6.5A1.5 1.5 0 0 1 28 12.5V19A8 8 0 0 1 12.72 22.32" />
    </>
  );
}

/** The mark and the name, which lead home. */
export function Logo() {
  return (
    <a class="logo" href="/">
      <Knot />
      <span>
        <b>Conexao</b>Chat
      </span>
    </a>
  );
}
