/**
 * A Content-Disposition header by RFC 6266: the name for old clients has nothing in it that could end
 * the quotes or the line, the other one is encoded as RFC 8187 wants it.
 */
export function contentDisposition(name: string, kind: "inline" | "attachment"): string {
  const plain = name.replace(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
