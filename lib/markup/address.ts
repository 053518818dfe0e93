/** An address in a text. */
export interface Address {
  /** Where it ends in the text. */
  end: number;
  /** `undefined`: it leads nowhere that a link may lead. */
  href: string | undefined;
  /** How it is written where it is shown: a host that could pass for another one, in ASCII. */
  shown: string;
}

// One class, one quantifier: linear in the length of the text, whatever somebody writes.
const CANDIDATE = /(?:https?:\/\/|mailto:)[^\s<>"|`\p{Cc}\p{Cf}]+/iuy;
// A host without a scheme: one that names itself after the web, or one of a private network (RFC 1918,
// RFC 3927, loopback) that has a port or a path, without which it is but a number.
const BARE =
  /(?:www(?:\.[\p{L}\p{N}-]{1,63}){2}|(?:10\.\d{1,3}|127\.\d{1,3}|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}(?=[:/]))[^\s<>"|`\p{Cc}\p{Cf}]*/iuy;
/** `10.0.0.0/24` is a network, and `10.0.0.1` by itself leads nowhere. */
const NO_PAGE = /^[\d.]+(?:\/\d{0,2})?$/;
const MAIL = /[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/iy;
const LONGEST = 2_000;
/** How a browser takes an address without a scheme, and how machines of a LAN are reached. */
const ASSUMED = "http://";
const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", "»": "«" };
const TRAILING = new Set([".", ",", ";", ":", "!", "?", "'", "’", "”", "…", "*", "_", "~"]);
const AUTHORITY = /^https?:\/\/([^/?#\\]*)/i;
const ASCII = /^[\x21-\x7e]*$/;
const DOTS = /[^.]\.[^.]|[@\u3002\uff61]|:\/\//;

/** The address with a scheme that begins at `start`; `undefined`: there is none. */
export function addressAt(text: string, start: number): Address | undefined {
  CANDIDATE.lastIndex = start;
  const [found] = CANDIDATE.exec(text) ?? [];
  if (found === undefined) return undefined;
  const href = hrefOf(withoutTail(found));
  // What is none is not looked at again from its middle, which would take the square of its length.
  if (href === undefined) return { end: start + found.length, href, shown: found };
  const address = withoutTail(found);
  return { end: start + address.length, href, shown: shownAs(address, href) };
}

/** The address without a scheme that begins at `start`; `undefined`: there is none. */
export function bareAddressAt(text: string, start: number): Address | undefined {
  BARE.lastIndex = start;
  const [found = ""] = BARE.exec(text) ?? [];
  const address = withoutTail(found);
  if (NO_PAGE.test(address)) return undefined;
  const href = hrefOf(ASSUMED + address);
  if (address === "" || href === undefined) return undefined;
  const shown = shownAs(ASSUMED + address, href).slice(ASSUMED.length);
  return { end: start + address.length, href, shown };
}

/** The host of an e-mail address, which begins at `start`, behind the sign. */
export function mailHostAt(text: string, start: number): string | undefined {
  MAIL.lastIndex = start;
  return MAIL.exec(text)?.[0].replace(/-$/, "");
}

/** Where an address leads, if that is somewhere a link may lead. */
export function hrefOf(address: string): string | undefined {
  const url = address.length > LONGEST ? undefined : parsed(address);
  // `http://banco.example@evil.example` leads to where it does not seem to.
  if (!url || url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "mailto:") return url.pathname.includes("@") ? url.href : undefined;
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
}

// To ask first whether it can be parsed takes as long again.
function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/**
 * What must stand beside a link's text, for it would deceive without: the true host, where the text
 * looks like an address of another one, or where the host could pass for another.
 */
export function hostBeside(text: string, href: string): string | undefined {
  const url = new URL(href);
  const host = url.protocol === "mailto:" ? url.pathname : url.host;
  if (host.includes("xn--")) return host;
  const words = text.normalize("NFKC").replace(/\p{Cf}/gu, "").split(/\s+/);
  return words.some((word) => DOTS.test(word) && hostNamed(word) !== host) ? host : undefined;
}

function hostNamed(word: string): string | undefined {
  const named = withoutTail(word.replace(/^[("'«“]+/, ""));
  if (named.includes("@") && !named.includes("/")) return named.replace(/^mailto:/i, "");
  const address = named.includes("://") ? named : ASSUMED + named;
  return parsed(address)?.host;
}

function shownAs(address: string, href: string): string {
  if (ASCII.test(address)) return address;
  const [all, authority] = AUTHORITY.exec(address) ?? [];
  if (all === undefined || authority === undefined) return href;
  if (ASCII.test(authority)) return address;
  return all.slice(0, -authority.length) + new URL(href).host + address.slice(all.length);
}

/** Leaves the punctuation of the sentence out, and a bracket that was opened before the address. */
function withoutTail(address: string): string {
  let end = address.length;
  // How many more brackets of a kind are closed than opened; counted once, for the whole of it.
  const unopened = new Map<string, number>();
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const opener = PAIRS[last];
    if (opener === undefined) {
      if (TRAILING.has(last)) continue;
      break;
    }
    const more = unopened.get(last) ?? count(address, last) - count(address, opener);
    if (more <= 0) break;
    unopened.set(last, more - 1);
  }
  return address.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
