// All that browsers keep for pages from a secure address goes through here (W3C Secure Contexts):
// ours come over plain HTTP as a rule, so each door may lead nowhere.

interface Kept {
  clipboard?: Clipboard;
  mediaDevices?: MediaDevices;
  serviceWorker?: ServiceWorkerContainer;
  vibrate?: (milliseconds: number) => boolean;
  setAppBadge?: (count?: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

// The types promise it all on every page.
function kept(): Kept {
  return typeof navigator === "undefined" ? {} : navigator;
}

/** The clipboard, to write to it. */
export function clipboard(): Clipboard | undefined {
  return kept().clipboard;
}

/** What hears and sees. */
export function mediaDevices(): MediaDevices | undefined {
  return kept().mediaDevices;
}

/** What works for pages that are closed. */
export function workers(): ServiceWorkerContainer | undefined {
  return kept().serviceWorker;
}

/** Notices that the system shows. Some browsers have them on every page, and let none be shown. */
export function notices(): typeof Notification | undefined {
  const { isSecureContext, Notification: door } = globalThis as {
    isSecureContext?: boolean;
    Notification?: typeof Notification;
  };
  return isSecureContext ? door : undefined;
}

/** Has the device be felt for so many milliseconds, where it can. */
export function shake(milliseconds: number): void {
  kept().vibrate?.call(navigator, milliseconds);
}

/** Where a worker keeps answers. */
export function answersKept(): CacheStorage | undefined {
  return (globalThis as { caches?: CacheStorage }).caches;
}

/** Puts a number on the icon of the installed app, a dot for "some", or nothing. */
export async function badgeApp(count: number | "some"): Promise<void> {
  const { setAppBadge, clearAppBadge } = kept();
  try {
    if (count === 0) await clearAppBadge?.call(navigator);
    else await setAppBadge?.call(navigator, count === "some" ? undefined : count);
  } catch {
    // Nothing is installed whose icon there could be.
  }
}
