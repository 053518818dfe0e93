/** The codings the build compresses with, best first. */
export const CODINGS = ["br", "gzip"] as const;

/** A content coding of HTTP. */
export type ContentCoding = typeof CODINGS[number];

/**
 * Picks the best coding that a client accepts and that is available.
 * A coding with `q=0` is refused (RFC 9110, 12.5.3); `*` stands for those not named.
 */
export function pickCoding(
  acceptEncoding: string | undefined,
  available: Partial<Record<ContentCoding, unknown>>,
): ContentCoding | undefined {
  if (acceptEncoding === undefined || acceptEncoding === "") return undefined;
  const accepted = parseAccepted(acceptEncoding);
  return CODINGS.find((coding) =>
    available[coding] !== undefined &&
    (accepted.get(coding) ?? accepted.get("*") ?? false)
  );
}

function parseAccepted(header: string): Map<string, boolean> {
  const accepted = new Map<string, boolean>();
  for (const item of header.split(",")) {
    const [name = "", ...params] = item.toLowerCase().split(";").map((part) => part.trim());
    accepted.set(
      name,
      !params.some((param) => /^q\s*=\s*0(\.0*)?$/.test(param)),
    );
  }
  return accepted;
}
