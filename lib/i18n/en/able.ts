import type { Part } from "../catalogue.ts";
import type { able as source } from "../pt_br/able.ts";

/** The texts about what works in this browser at this address, in English. */
export const able: Part<typeof source> = {
  "title": "What works here",
  "lead": "This depends on your browser and on the address by which you came in.",
  "plain":
    "With JavaScript on, this page shows what your browser allows at this address. Reading, writing, sending files and searching work without it.",
  "how.best": "Works",
  "how.second": "Another way",
  "how.none": "Not here",
  "secure.is": "This address is secure (https).",
  "secure.local": "This is the computer itself: it counts as a secure address.",
  "secure.way": "Some things exist only at a secure address, and there is one here:",
  "secure.none":
    "This address is not secure (http), so the browser withholds some things. Whoever runs the server can offer an https address: the README explains how.",
  "live.socket": "They come at once, by an open connection (WebSocket).",
  "live.stream":
    "They come at once, by a stream of events: something on the network blocks WebSocket.",
  "live.poll":
    "They come by asking the server again and again: something on the network blocks long connections.",
  "live.off": "No contact with the server now. The page tries again by itself.",
  "notify.on": "They appear while a ConexaoChat tab is open and you look elsewhere.",
  "notify.ask": "The browser allows them, if you do. Until then: sound, title and icon of the tab.",
  "notify.denied":
    "They are blocked for this address: allow them at the padlock beside it. Instead: sound, title and icon of the tab.",
  "notify.insecure": "Only at a secure address. Instead: sound, title and icon of the tab.",
  "notify.absent": "This browser has none. Instead: sound, title and icon of the tab.",
  "notify.allow": "Turn on",
  "notify.use": "Show notifications in this browser",
  "notify.discreet": "Without saying who wrote, or what",
  "sound.on": "Two notes when something comes and you are not looking.",
  "sound.blocked": "The browser lets the page be heard only after a touch or a key on it.",
  "sound.absent": "This browser plays no sounds of pages.",
  "sound.use": "Play the sound in this browser",
  "sound.try": "Try it",
  "sound.silent": "The browser did not let it play. See whether the tab or site is muted.",
  "sound.quiet": "You turned news off in your account: sound, title and icon stay still.",
  "title.on": "The tab's title counts what is new.",
  "icon.on": "A dot for what is new, a number when somebody calls you.",
  "copy.on": "With one press.",
  "copy.old":
    "With one press, the old way. Should the browser refuse, the text is selected for Ctrl+C.",
  "record.on": "With the microphone button, beside the field.",
  "record.insecure":
    "The browser opens the microphone only at a secure address (https). Record with another app and attach the file.",
  "record.absent": "This browser does not record. Record with another app and attach the file.",
  "record.why": "Record a voice: why not here",
  "record.title": "Recording does not work here",
  "close": "All right",
  "camera.on": "When attaching, choose to take a photo.",
  "camera.pc": "Only on phones and tablets. Here, attach a photo or paste a picture.",
  "unsent.on": "It stays in this browser until the server has it, even if you close the page.",
  "unsent.memory":
    "The browser keeps nothing here (private window or full disk): what is not sent goes with the page. Wait until it is sent before you close.",
  "offline.on":
    "Without contact with the server, the last messages of rooms read here stay in sight.",
  "offline.memory": "The browser keeps nothing here: only the page that is open stays in sight.",
  "offline.insecure": "The page that is open stays in sight; opening another needs the server.",
  "offline.absent": "The page that is open stays in sight; this browser keeps no others.",
  "install.done": "It is installed and opens as an app.",
  "install.can": "From the browser's menu: install, or add to home screen.",
  "install.insecure":
    "Only at a secure address. Instead: a shortcut to this page, from the browser's menu.",
  "install.absent": "This browser installs no pages. Instead: a shortcut or bookmark.",
  "share.on": "Share from another app to ConexaoChat and choose the room.",
  "share.install":
    "Once installed, where the system allows it. Without that, copy and paste into a room.",
  "share.insecure":
    "Only at a secure address. Instead: copy and paste into a room, or attach the file.",
  "share.absent":
    "This browser does not offer it. Instead: copy and paste into a room, or attach the file.",
  "news.gone": "Somebody who left",
  "news.line": "{name}: {text}",
  "news.files": "sent a file",
  "news.discreet": "New message",
  "news.reply": "Reply",
  "news.placeholder": "Your reply",
  "choice.lost": "The browser did not let the choice be kept.",
  "name.live": "Live messages",
  "name.notify": "System notifications",
  "name.sound": "Sound",
  "name.icon": "Mark on the tab's icon",
  "name.copy": "Copying",
  "name.record": "Recording a voice",
  "name.camera": "Camera",
  "name.unsent": "Keeping what is not sent",
  "name.offline": "Reading without a connection",
  "name.install": "Installing",
  "name.share": "Receiving from other apps",
  "name.title": "Number in the title",
};
