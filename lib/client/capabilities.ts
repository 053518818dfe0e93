/** How well something works: as it is meant, in another way, or not at all. */
export type How = "best" | "second" | "none";

/** What a page finds in its browser; of `window` itself, or of a test. */
export interface Globals {
  isSecureContext?: boolean;
  navigator: {
    clipboard?: unknown;
    mediaDevices?: unknown;
    serviceWorker?: unknown;
    userActivation?: { readonly hasBeenActive: boolean };
  };
  Notification?: { readonly permission: "default" | "denied" | "granted" };
  MediaRecorder?: unknown;
  AudioContext?: unknown;
}

/** What has to be asked or tried. */
export interface Findings {
  /** What is written is kept: the browser has not refused its database. */
  keeps: boolean;
  /** The way by which news come now; `off`: by none. */
  way: "socket" | "stream" | "poll" | "off";
  /** It runs as an app of its own. */
  installed: boolean;
  /** A finger, on a device that has a camera. */
  touch: boolean;
}

// What can be said of each feature, and how well it works then.
const SAYINGS = {
  "live.socket": "best",
  "live.stream": "second",
  "live.poll": "second",
  "live.off": "none",
  "notify.on": "best",
  "notify.ask": "second",
  "notify.denied": "second",
  "notify.insecure": "second",
  "notify.absent": "second",
  "sound.on": "best",
  "sound.blocked": "second",
  "sound.absent": "none",
  "title.on": "best",
  "icon.on": "best",
  "copy.on": "best",
  "copy.old": "second",
  "record.on": "best",
  "record.insecure": "none",
  "record.absent": "none",
  "camera.on": "best",
  "camera.pc": "none",
  "unsent.on": "best",
  "unsent.memory": "second",
  "offline.on": "best",
  "offline.memory": "second",
  "offline.insecure": "second",
  "offline.absent": "second",
  "install.done": "best",
  "install.can": "best",
  "install.insecure": "second",
  "install.absent": "second",
  "share.on": "best",
  "share.install": "second",
  "share.insecure": "second",
  "share.absent": "second",
} as const satisfies Readonly<Record<string, How>>;

/** A feature and why it works as it does, under which the texts are: `copy.old`. */
export type Saying = keyof typeof SAYINGS;

type FeatureOf<Text> = Text extends `${infer Name}.${string}` ? Name : never;

/** What may work here or not. */
export type Feature = FeatureOf<Saying>;

/** Whether a feature works here, and how. */
export interface Capability {
  feature: Feature;
  works: boolean;
  how: How;
  why: Saying;
}

/** Tells of each feature how it works in this browser at this address. */
export function capabilities(globals: Globals, findings: Findings): Capability[] {
  const sayings: readonly Saying[] = [
    `live.${findings.way}`,
    notify(globals),
    sound(globals),
    "title.on",
    "icon.on",
    globals.navigator.clipboard ? "copy.on" : "copy.old",
    canRecord(globals)
      ? "record.on"
      : globals.isSecureContext
      ? "record.absent"
      : "record.insecure",
    findings.touch ? "camera.on" : "camera.pc",
    findings.keeps ? "unsent.on" : "unsent.memory",
    offline(globals, findings),
    install(globals, findings),
    share(globals, findings),
  ];
  return sayings.map((why) => {
    const [feature] = why.split(".") as [Feature];
    const how = SAYINGS[why];
    return { feature, works: how !== "none", how, why };
  });
}

/** Whether this browser records: over plain HTTP none does (W3C Media Capture and Streams, section 10). */
export function canRecord(
  { navigator, MediaRecorder }: Partial<Globals> = globalThis as Partial<Globals>,
): boolean {
  return navigator?.mediaDevices !== undefined && MediaRecorder !== undefined;
}

function notify({ isSecureContext, Notification }: Globals): Saying {
  if (!isSecureContext) return "notify.insecure";
  if (!Notification) return "notify.absent";
  if (Notification.permission === "default") return "notify.ask";
  return Notification.permission === "granted" ? "notify.on" : "notify.denied";
}

function sound({ AudioContext, navigator: { userActivation } }: Globals): Saying {
  if (!AudioContext) return "sound.absent";
  return userActivation?.hasBeenActive === false ? "sound.blocked" : "sound.on";
}

function offline({ isSecureContext, navigator }: Globals, { keeps }: Findings): Saying {
  if (!isSecureContext) return "offline.insecure";
  if (!navigator.serviceWorker) return "offline.absent";
  return keeps ? "offline.on" : "offline.memory";
}

function install({ isSecureContext, navigator }: Globals, { installed }: Findings): Saying {
  if (installed) return "install.done";
  if (!isSecureContext) return "install.insecure";
  return navigator.serviceWorker ? "install.can" : "install.absent";
}

function share(globals: Globals, findings: Findings): Saying {
  if (!globals.isSecureContext) return "share.insecure";
  if (!globals.navigator.serviceWorker) return "share.absent";
  return findings.installed ? "share.on" : "share.install";
}
