import {
  joined,
  JPEG,
  jpegSegment,
  jpegWith,
  PNG,
  pngChunk,
  pngWith,
} from "../../support/pictures.ts";
import type { SentFile } from "../../support/share_file.ts";

/** Leaves a mark wherever it runs, and carries the cookie off if it can. */
const ACT = [
  "self.hacked=1",
  "try{top.hacked=1}catch(e){}",
  "try{localStorage.hacked=1}catch(e){}",
  "try{importScripts('/hacked')}catch(e){}",
  "try{new Image().src='/hacked?'+document.cookie}catch(e){}",
  "try{fetch('/hacked')}catch(e){}",
].join(";");
const SCRIPT = `<script>${ACT}</script><img src=x onerror="${ACT}">`;
const HTML = `<!doctype html><html><head><title>a</title></head><body>${SCRIPT}</body></html>`;
/** A page that does what none of the files may. */
export const HOSTILE_PAGE = HTML;
const SVG =
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${ACT}"><script>${ACT}` +
  `</script><foreignObject><body xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</body>` +
  "</foreignObject></svg>";
const XHTML = `<html xmlns="http://www.w3.org/1999/xhtml"><script>${ACT}</script></html>`;
const XSL =
  '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><xsl:stylesheet id="s" ' +
  'version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">' +
  `<html><script>${ACT}</script></html></xsl:template></xsl:stylesheet>`;
const CSS = "body{background:url(/hacked)!important}@import '/hacked';";
const PDF = `%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(${ACT})>>>>endobj\n`;
const MHTML =
  "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: " +
  `text/html\r\n\r\n${HTML}\r\n--b--\r\n`;
const WASM = "\0asm\x01\0\0\0";

function utf16(text: string, { little }: { little: boolean }): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(text.length * 2 + 2));
  [...`\ufeff${text}`].forEach((_, at) =>
    bytes.setUint16(at * 2, `\ufeff${text}`.charCodeAt(at), little)
  );
  return new Uint8Array(bytes.buffer);
}

const GIF = Uint8Array.fromBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
/** Half a second of silence: 8,000 samples of a byte a second. */
const WAV = joined(
  "RIFF\xc4\x0f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\xa0\x0f\0\0",
  new Uint8Array(4_000).fill(128),
);
const MP3 = joined("ID3\x03\0\0\0\0\0\x0a", new Uint8Array(10), [0xff, 0xfb, 0x90, 0x64]);
const OGG = joined("OggS\0\x02", new Uint8Array(22), "OpusHead", new Uint8Array(40));
const WEBM = joined(
  [0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84],
  "webm\x18\x53\x80\x67\xffV_VP8",
);

function film(brand: string, kind: string): Uint8Array<ArrayBuffer> {
  const track = joined([0, 0, 0, 32], `hdlr\0\0\0\0\0\0\0\0${kind}`, new Uint8Array(12));
  return joined([0, 0, 0, 24], `ftyp${brand}\0\0\0\0isommp42`, track, new Uint8Array(64));
}

/** What is what it is, called something else. */
const MISNAMED: readonly [string, Uint8Array | string][] = [
  ["foto.html", PNG],
  ["foto.svg", JPEG],
  ["foto.js", GIF],
  ["voz.html", WAV],
  ["voz.xml", MP3],
  ["voz.svg", OGG],
  ["filme.html", film("isom", "vide")],
  ["voz.xhtml", film("M4A ", "soun")],
  ["filme.js", WEBM],
  ["nota.html", "uma nota"],
  ["nota.js", "uma nota"],
];

const PAGES: readonly [string, Uint8Array | string][] = [
  ["pagina.html", HTML],
  ["pagina.txt", HTML],
  ["pagina.png", HTML],
  ["pagina", HTML],
  ["pagina.html.jpg", `\n\n   ${HTML}`],
  ["comentario.txt", `<!-- -->${HTML}`],
  ["texto antes.txt", `uma nota\n${HTML}`],
  ["texto antes.html", `uma nota\n${HTML}`],
  ["marca.html", joined([0xef, 0xbb, 0xbf], HTML)],
  ["marca.txt", joined([0xef, 0xbb, 0xbf], HTML)],
  ["le.html", utf16(HTML, { little: true })],
  ["be.txt", utf16(HTML, { little: false })],
  ["sete.txt", `+ADw-script+AD4-${ACT}+ADw-/script+AD4-`],
  ["pagina.xhtml", XHTML],
  ["pagina.xht", `<?xml version="1.0"?>${XHTML}`],
  ["desenho.svg", SVG],
  ["desenho.png", SVG],
  ["desenho.svg.txt", `<?xml version="1.0"?>${SVG}`],
  ["dados.xml", `<?xml version="1.0"?><r>${XHTML}</r>`],
  ["estilo.xsl", XSL],
  ["noticias.rss", `<?xml version="1.0"?><rss><channel>${XHTML}</channel></rss>`],
  ["conta.mml", `<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>${SCRIPT}</mtext></math>`],
  ["pagina.mht", MHTML],
  ["pagina.txt.mhtml", MHTML],
  ["carta.eml", MHTML],
  ["programa.hta", HTML],
  ["parte.htc", `<public:attach event="ondocumentready" onevent="${ACT}"/>`],
];

const PROGRAMS: readonly [string, Uint8Array | string][] = [
  ["codigo.js", ACT],
  ["codigo.mjs", `export default 1;${ACT}`],
  ["codigo.txt", ACT],
  ["codigo.png", ACT],
  ["trabalho.js", `self.addEventListener("fetch",()=>{});${ACT}`],
  ["dados.json", `{"__proto__":{"hacked":1}}`],
  ["app.webmanifest", `{"start_url":"/hacked"}`],
  ["estilo.css", CSS],
  ["estilo.txt", CSS],
  ["modulo.wasm", WASM],
  ["modulo.txt", WASM],
  ["filme.swf", "FWS\x09\x40\0\0\0x"],
  ["filme.txt", "CWS\x09\x40\0\0\0x"],
  ["Classe.class", joined([0xca, 0xfe, 0xba, 0xbe], "\0\0\0\x34")],
  ["programa.exe", joined("MZ", new Uint8Array(62))],
  ["programa", joined("\x7fELF\x02\x01\x01", new Uint8Array(60))],
  ["macro.vbs", "MsgBox document.cookie"],
  ["atalho.url", "[InternetShortcut]\r\nURL=javascript:hacked=1\r\n"],
];

const CHIMERAS: readonly [string, Uint8Array | string][] = [
  ["gif.js", `GIF89a=1;${ACT};//`],
  ["gif.html", `GIF89a${HTML}`],
  ["gif inteiro.js", joined(GIF, `=1;${ACT}`)],
  ["png.html", pngWith([pngChunk("tEXt", `Comment\0${HTML}`)])],
  ["jpeg.js", jpegWith(jpegSegment(0xfe, `*/=1;${ACT};/*`))],
  ["jpeg.html", joined(JPEG, HTML)],
  ["bmp.js", `BM=1;${ACT};//`],
  ["wav.js", `RIFF=1;${ACT};//WAVEfmt `],
  ["webp.html", `RIFF\x20\0\0\0WEBP${HTML}`],
  ["mp3.html", joined("ID3\x03\0\0\0\0\0\0", HTML)],
  ["mp4.html", joined(film("isom", "vide"), HTML)],
  ["pdf.html", `${PDF}${HTML}`],
  ["pagina.pdf", `${HTML}\n${PDF}`],
  ["lista.pdf", PDF],
  ["zip.html", `PK\x03\x04\x14\0\0\0${HTML}`],
  ["rar.html", `Rar!\x1a\x07\0${HTML}`],
  ["svg.svgz", joined([0x1f, 0x8b, 8, 0], SVG)],
];

/** Files of people who mean harm, or whose names lie. */
export const HOSTILE_FILES: readonly SentFile[] = [
  ...[...MISNAMED, ...PAGES],
  ...[...PROGRAMS, ...CHIMERAS],
].map(([name, content], n) => ({
  name,
  // Of equal content one is kept for all, as what the first of them was.
  bytes: typeof content === "string" ? joined(content, `\n/*${n}*/`) : joined(content),
}));
