import naughty from "../lib/fixtures/naughty_strings.json" with { type: "json" };

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

/** Markdown that wants to lead to where a script is. */
export const INJECTIONS: readonly string[] = [
  "[a](javascript:prompt(document.cookie))",
  "[a](j    a   v   a   s   c   r   i   p   t:prompt(document.cookie))",
  "![a](javascript:prompt(document.cookie))",
  "<javascript:prompt(document.cookie)>",
  "<&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C>",
  "![a](data:text/html;base64,PHNjcmlwdD5hbGVydCgnWFNTJyk8L3NjcmlwdD4K)",
  "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgnWFNTJyk8L3NjcmlwdD4K)",
  "[a](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61)",
  `![a'"\`onerror=prompt(document.cookie)](x)`,
  "[citelol]: (javascript:prompt(document.cookie))",
  "[notmalicious](javascript:window.onerror=alert;throw%20document.cookie)",
  "[test](javascript://%0d%0aprompt(1))",
  "[test](javascript://%0d%0aprompt(1);com)",
  "[clickme](vbscript:alert(document.domain))",
  "_http://danlec_@.1 style=background-image:url(data:image/png;base64,iVBO);",
  '<http://<meta\\ http-equiv="refresh"\\ content="0;\\ url=http://a.lan/">>',
  '[text](http://a.lan " [@a.lan ")',
  "[a](javascript:this;alert(1))",
  "[a](javascript:this;alert(1&#41;)",
  "[a](javascript&#58this;alert(1&#41;)",
  "[a](Javas&#99;ript:alert(1&#41;)",
  "[a](Javas%26%2399;ript:alert(1&#41;)",
  "[a](javascript:alert&#65534;(1&#41;)",
  "[a](javascript:confirm(1)",
  "[a](javascript://www.google.com%0Aprompt(1))",
  "[a](javascript:%0Aalert(1))",
  "[a](\u0001javascript:alert(1))",
  "[a](\tjava\nscript:alert(1))",
  "[a](java&Tab;script:alert(1))",
  "[XSS](.alert(1);)",
  "[ ](https://a.de?p=[[/data-x=. style=background-color:#000000;z-index:999;width:100%])",
  "[ ](http://a?p=[[/onclick=alert(0) .])",
  "[a](javascript:new%20Function`al\\ert\\`1\\``;)",
  '[a](http://a.lan" onmouseover="alert(1))',
  '```"><script>alert(1)</script>\nx\n```',
  '```js" onclick="alert(1)\nx\n```',
  "[a](https://u:p@a.lan/)",
  "[a](blob:http://a.lan/x) [a](filesystem:http://a.lan/x) [a](view-source:http://a.lan)",
  "||<img src=x onerror=alert(1)>||",
];

/** The Big List of Naughty Strings. */
export const BIG_LIST: readonly string[] = naughty.strings.map((one) =>
  new TextDecoder().decode(Uint8Array.from(atob(one), (char) => char.charCodeAt(0)))
);
