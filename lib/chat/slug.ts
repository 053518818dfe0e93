const LONGEST = 60;
/** What addresses of private rooms look like: no name leads to one, so none is ever found taken. */
const RANDOM = /^[0-9a-v]{26}$/;

/** The part of a room's address that comes from its name: ASCII letters, digits and dashes. */
export function slugOf(name: string): string {
  const slug = spell(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const short = slug.slice(0, LONGEST) || "sala";
  return RANDOM.test(short) ? `sala-${short}` : short;
}

// Not the key of a name: an address is read and typed, so "maria" has to stay what it is.
function spell(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKC");
}

/** 26 random letters and digits: an address that tells nothing, and collides with none. */
export function randomSlug(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => (byte % 32).toString(32)).join("");
}
