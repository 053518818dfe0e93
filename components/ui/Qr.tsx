interface QrProps {
  /** The path of the dark squares, one unit each. */
  path: string;
  /** Squares in a row. */
  size: number;
  /** What it opens, in words. */
  label: string;
}

/** A QR code: dark on light in every theme, or cameras would not read it. */
export function Qr({ path, size, label }: QrProps) {
  return (
    <div class="qr">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={label}
        shape-rendering="crispEdges"
      >
        <path d={path} />
      </svg>
    </div>
  );
}
