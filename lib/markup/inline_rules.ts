import type { StateInline } from "markdown-it";
import { addressAt, bareAddressAt, hrefOf, mailHostAt } from "./address.ts";

const [BACKSLASH, COLON, AT, LESS, BRACKET, LOW, STAR] = [92, 58, 64, 60, 91, 95, 42];
const [DOT, PIPE] = [46, 124];
const STOP = /[\\.:@<[_*|`~]/g;
const ESCAPABLE = /[\\*_~|`[\]()<>#+\-.!:@{}]/;
const SCHEME = /(?:^|[^\p{L}\p{N}_])(https?|mailto)$/iu;
const LONGEST_SCHEME = 7;
// What stands before the first dot of a host without a scheme, and no word or address goes on there.
const BARE = /(?:^|[^\p{L}\p{N}_.@/:\\-])(www|10|127|192|169|172)$/iu;
const LONGEST_BARE = 4;
const LOCAL_PART = /[\w.+-]/;
const LONGEST_LOCAL = 64;
const WORD = /[\p{L}\p{N}]/u;
// A share of a Windows network, as Explorer shows it: no backslash of it escapes anything.
const SHARE = /\\\\[\p{L}\p{N}_.-]+(?:\\[^\s<>"|*?]*)?/uy;

/** Everything up to the next sign that may mean something. */
export function text(state: StateInline): boolean {
  STOP.lastIndex = state.pos;
  const stop = STOP.test(state.src) ? STOP.lastIndex - 1 : state.posMax;
  return take(state, Math.min(stop, state.posMax));
}

/** What keeps a sign from meaning anything: a backslash, a word or a number round it. */
export function literal(state: StateInline): boolean {
  const { src, pos, posMax } = state;
  const code = src.charCodeAt(pos);
  if (code === BACKSLASH) return backslash(state);
  if (code !== LOW && code !== STAR || pos + 1 >= posMax) return false;
  const [before, after] = [src.charAt(pos - 1), src.charAt(pos + 1)];
  // `nome_do_arquivo` and `2*3*4` are no emphasis.
  const inside = code === LOW ? WORD : /\d/;
  return inside.test(before) && inside.test(after) && take(state, pos + 1);
}

function backslash(state: StateInline): boolean {
  const { src, pos, posMax } = state;
  SHARE.lastIndex = pos;
  const share = SHARE.exec(src);
  if (share) return take(state, Math.min(pos + share[0].length, posMax));
  // The arm of ¯\_(ツ)_/¯ is no sign.
  if (src.charAt(pos - 1) === "¯") return take(state, Math.min(pos + 2, posMax));
  if (pos + 1 >= posMax || !ESCAPABLE.test(src.charAt(pos + 1))) return take(state, pos + 1);
  state.pending += src.charAt(pos + 1);
  state.pos += 2;
  return true;
}

/** Addresses as they stand in a sentence: with a scheme or without, in `<` and `>`, or of e-mail. */
export function address(state: StateInline): boolean {
  if (state.linkLevel > 0) return false;
  switch (state.src.charCodeAt(state.pos)) {
    case COLON:
      return web(state);
    case DOT:
      return bare(state);
    case AT:
      return mail(state);
    case LESS:
      return enclosed(state);
    default:
      return false;
  }
}

function web(state: StateInline): boolean {
  const { src, pos, pending } = state;
  const scheme = SCHEME.exec(src.slice(Math.max(0, pos - LONGEST_SCHEME), pos))?.[1];
  if (scheme === undefined || scheme.length > pending.length) return false;
  const found = addressAt(src, pos - scheme.length);
  if (!found) return false;
  if (found.href === undefined) return take(state, found.end);
  state.pending = pending.slice(0, -scheme.length);
  return link(state, found.href, found.shown, found.end);
}

function bare(state: StateInline): boolean {
  const { src, pos, pending } = state;
  const begun = BARE.exec(src.slice(Math.max(0, pos - LONGEST_BARE), pos))?.[1];
  if (begun === undefined || begun.length > pending.length) return false;
  const found = bareAddressAt(src, pos - begun.length);
  if (found?.href === undefined) return false;
  state.pending = pending.slice(0, -begun.length);
  return link(state, found.href, found.shown, found.end);
}

function mail(state: StateInline): boolean {
  const { src, pos, pending } = state;
  if (!/\w/.test(src.charAt(pos - 1))) return false;
  let start = pos;
  while (pos - start < LONGEST_LOCAL && LOCAL_PART.test(src.charAt(start - 1))) start--;
  const local = src.slice(start, pos);
  if (local.length > pending.length || WORD.test(src.charAt(start - 1))) return false;
  const host = mailHostAt(src, pos + 1);
  if (host === undefined) return false;
  const shown = `${local}@${host}`;
  state.pending = pending.slice(0, -local.length);
  return link(state, `mailto:${shown}`, shown, pos + 1 + host.length);
}

function enclosed(state: StateInline): boolean {
  const found = addressAt(state.src, state.pos + 1);
  if (found?.href === undefined || state.src.charAt(found.end) !== ">") return false;
  return link(state, found.href, found.shown, found.end + 1);
}

function link(state: StateInline, href: string, shown: string, end: number): boolean {
  state.push("link_open", "a", 1).info = href;
  state.pending = shown;
  state.push("link_close", "a", -1);
  state.pos = end;
  return true;
}

function take(state: StateInline, end: number): boolean {
  if (end === state.pos) return false;
  state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** Links with a text of their own: `[text](address)`. */
export function labelled(state: StateInline): boolean {
  const { src, pos, posMax, md } = state;
  if (state.linkLevel > 0 || src.charCodeAt(pos) !== BRACKET) return false;
  const close = closerOf(state);
  if (close === undefined || src.charAt(close + 1) !== "(") return false;
  const target = md.helpers.parseLinkDestination(src, close + 2, posMax);
  if (!target.ok || src.charAt(target.pos) !== ")") return false;
  const href = hrefOf(target.str);
  // A link without a text could not be seen.
  if (href === undefined || src.slice(pos + 1, close).trim() === "") return false;
  const open = state.push("label_open", "a", 1);
  [open.info, open.markup] = [href, "["];
  state.linkLevel++;
  [state.pos, state.posMax] = [pos + 1, close];
  md.inline.tokenize(state);
  state.linkLevel--;
  state.push("label_close", "a", -1).markup = `](${target.str})`;
  [state.pos, state.posMax] = [target.pos + 1, posMax];
  return true;
}

const CLOSERS = new WeakMap<StateInline, ReadonlyMap<number, number>>();

// All brackets are paired in one walk: to look for each one's partner takes the square of them.
function closerOf(state: StateInline): number | undefined {
  const known = CLOSERS.get(state) ?? closersIn(state.src);
  CLOSERS.set(state, known);
  return known.get(state.pos);
}

function closersIn(src: string): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  for (let pos = 0; pos < src.length; pos++) {
    const sign = src.charAt(pos);
    if (sign === "\\") pos++;
    else if (sign === "[") open.push(pos);
    else if (sign === "]") {
      const opener = open.pop();
      if (opener !== undefined) closers.set(opener, pos);
    }
  }
  return closers;
}

/** The signs of a spoiler, `||`, as delimiters that are paired later. */
export function spoiler(state: StateInline): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== PIPE) return false;
  const { length, can_open, can_close } = state.scanDelims(pos, true);
  // In a table of somebody's own, or in a link, it hides nothing.
  if (length !== 2 || state.linkLevel > 0) return take(state, pos + length);
  state.push("text", "", 0).content = "||";
  const token = state.tokens.length - 1;
  state.delimiters.push({
    ...{ marker: PIPE, length: 0, token, end: -1 },
    ...{ open: can_open, close: can_close },
  });
  state.pos += length;
  return true;
}

/** Makes spoilers of the paired ones. */
export function pairSpoilers(state: StateInline): void {
  const { tokens, delimiters } = state;
  for (const { marker, end, token } of delimiters) {
    if (marker !== PIPE || end < 0) continue;
    const [open, close] = [tokens[token], tokens[delimiters[end]?.token ?? 0]];
    if (!open || !close) continue;
    [open.type, open.nesting, open.markup, open.content] = ["spoiler_open", 1, "||", ""];
    [close.type, close.nesting, close.markup, close.content] = ["spoiler_close", -1, "||", ""];
  }
}
