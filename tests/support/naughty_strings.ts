/** Sets a global that must never be set. */
export const HARM = "globalThis.hacked=1";

/** Texts of messages that want to be more than text. */
export const BODIES: readonly string[] = [
  `<script>${HARM}</script>`,
  `</script><script>${HARM}</script>`,
  `<!--<script>${HARM}//-->`,
  `<img src=x onerror="${HARM}">`,
  `<svg/onload=${HARM}>`,
  `"><b onmouseover="${HARM}">x</b>`,
  `'-${HARM}-'`,
  `javascript:${HARM}`,
  `http://x.test/"onmouseover="${HARM}"`,
  `https://x.test/<script>${HARM}</script>`,
  `data:text/html,<script>${HARM}</script>`,
  `vbscript:${HARM}`,
  `java\tscript:${HARM}`,
  `{{constructor.constructor('${HARM}')()}}`,
  `\${${HARM}}`,
  `]]><script>${HARM}</script>`,
  `<iframe srcdoc="<script>parent.${HARM}</script>">`,
  `<a href="javascript:${HARM}">clique</a>`,
  `<style>*{display:none}</style>`,
  `<meta http-equiv="refresh" content="0;url=http://evil.test/">`,
  `<base href="http://evil.test/">`,
  `<form action="http://evil.test/"><input name=x>`,
  "a__proto__b",
  `{"constructor":{"prototype":{"hacked":1}}}`,
  "\u2028\u2029</ScRiPt >",
  "&lt;script&gt; &amp; &#x3c;",
  "\u202e\u2066bidi\u2069",
  "\u0001\u001b[31m\u007f",
];

/** A name and a topic of a room of that kind. */
export const ROOM = "<img src=x onerror=hacked=1>";
export const TOPIC = `</title><script>${HARM}</script>`;
/** Names of people of that kind. */
export const NAMES: readonly string[] = [
  `<b>${"x".repeat(10)}</b>`,
  `"><script>hacked=1</script>`,
  `' onload='hacked=1`,
  "</script><!--x",
  "&quot;&lt;x",
];
