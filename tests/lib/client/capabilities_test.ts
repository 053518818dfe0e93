import { expect } from "expect";
import { canRecord, capabilities, type Findings, type Globals } from "@/lib/client/capabilities.ts";

const PLAIN: Globals = {
  isSecureContext: false,
  navigator: { userActivation: { hasBeenActive: true } },
  // Chromium has it on every page, and lets none be shown.
  Notification: { permission: "denied" },
  MediaRecorder: {},
  AudioContext: {},
};
const SECURE: Globals = {
  ...PLAIN,
  isSecureContext: true,
  navigator: { ...PLAIN.navigator, clipboard: {}, mediaDevices: {}, serviceWorker: {} },
  Notification: { permission: "default" },
};
const FOUND: Findings = { keeps: true, way: "socket", installed: false, touch: false };

function saying(globals: Globals, found: Partial<Findings> = {}): Record<string, string> {
  const all = capabilities(globals, { ...FOUND, ...found });
  return Object.fromEntries(all.map(({ feature, why }) => [feature, why]));
}

Deno.test("plain HTTP takes away what browsers keep for secure addresses, and says what is left", () => {
  expect(saying(PLAIN)).toEqual({
    live: "live.socket",
    notify: "notify.insecure",
    sound: "sound.on",
    title: "title.on",
    icon: "icon.on",
    copy: "copy.old",
    record: "record.insecure",
    camera: "camera.pc",
    unsent: "unsent.on",
    offline: "offline.insecure",
    install: "install.insecure",
    share: "share.insecure",
  });
  const works = (feature: string) =>
    capabilities(PLAIN, FOUND).find((one) => one.feature === feature);
  expect(works("copy")).toEqual({
    feature: "copy",
    works: true,
    how: "second",
    why: "copy.old",
  });
  expect(works("record")).toMatchObject({ works: false, how: "none" });
});

Deno.test("a secure address gives all that the browser has", () => {
  const all = capabilities({ ...SECURE, Notification: { permission: "granted" } }, {
    ...FOUND,
    ...{ installed: true, touch: true },
  });
  expect(all.filter(({ how }) => how !== "best")).toEqual([]);
  expect(all.length).toBe(12);
});

Deno.test("leave for notices is not given, given or refused", () => {
  expect(saying(SECURE).notify).toBe("notify.ask");
  expect(saying({ ...SECURE, Notification: { permission: "granted" } }).notify).toBe("notify.on");
  expect(saying({ ...SECURE, Notification: { permission: "denied" } }).notify)
    .toBe("notify.denied");
  const { Notification: _without, ...old } = SECURE;
  expect(saying(old).notify).toBe("notify.absent");
});

Deno.test("a browser that keeps nothing, and one that lets nothing be heard yet, are told", () => {
  expect(saying(SECURE, { keeps: false })).toMatchObject({
    unsent: "unsent.memory",
    offline: "offline.memory",
  });
  const untouched = { ...PLAIN, navigator: { userActivation: { hasBeenActive: false } } };
  expect(saying(untouched).sound).toBe("sound.blocked");
  const { AudioContext: _without, ...mute } = PLAIN;
  expect(saying(mute).sound).toBe("sound.absent");
});

Deno.test("the way by which news come is told, and that there is none", () => {
  for (const way of ["socket", "stream", "poll", "off"] as const) {
    expect(saying(PLAIN, { way }).live).toBe(`live.${way}`);
  }
});

Deno.test("an old browser at a secure address lacks what is its own fault", () => {
  const { MediaRecorder: _without, ...rest } = SECURE;
  const old = { ...rest, navigator: {} };
  expect(saying(old)).toMatchObject({
    record: "record.absent",
    offline: "offline.absent",
    install: "install.absent",
    share: "share.absent",
  });
  expect([canRecord(old), canRecord(SECURE), canRecord(PLAIN)]).toEqual([false, true, false]);
});
