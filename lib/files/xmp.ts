const NAME_CHARACTER = /[\w.-]/;
const BLANK = 0x20;

/**
 * Overwrites where a picture was taken by spaces: every attribute and element of an XMP packet
 * (ISO 16684-1, in UTF-8) whose name begins with GPS, as those of the exif namespace do (CIPA
 * DC-010). False: it says nothing of it.
 */
export function forgetPlaceInXmp(packet: Uint8Array): boolean {
  // One character a byte, so that places in the text are places in the bytes.
  const text = new TextDecoder("latin1").decode(packet);
  let blanked = false;
  for (let sign = text.indexOf(":GPS"); sign !== -1;) {
    const place = placeAround(text, sign);
    if (place) {
      packet.fill(BLANK, place.from, place.to);
      blanked = true;
    }
    sign = text.indexOf(":GPS", place?.to ?? sign + 1);
  }
  return blanked;
}

function placeAround(text: string, sign: number): { from: number; to: number } | undefined {
  let from = sign;
  while (from > 0 && NAME_CHARACTER.test(text[from - 1]!)) from--;
  let end = sign + 1;
  while (end < text.length && NAME_CHARACTER.test(text[end]!)) end++;
  const name = text.slice(from, end);
  if (text[from - 1] === "<") return element(text, { from: from - 1, end, name });
  return attribute(text, { from, end });
}

function attribute(text: string, { from, end }: { from: number; end: number }) {
  const sign = /\s*=\s*(["'])/y;
  sign.lastIndex = end;
  const quote = sign.exec(text)?.[1];
  if (quote === undefined) return undefined;
  const closed = text.indexOf(quote, sign.lastIndex);
  return { from, to: closed === -1 ? text.length : closed + 1 };
}

function element(text: string, { from, end, name }: { from: number; end: number; name: string }) {
  const opened = text.indexOf(">", end);
  if (opened !== -1 && text[opened - 1] === "/") return { from, to: opened + 1 };
  const closing = text.indexOf(`</${name}`, end);
  const closed = closing === -1 ? -1 : text.indexOf(">", closing);
  return { from, to: closed === -1 ? text.length : closed + 1 };
}
