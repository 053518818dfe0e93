// What a service worker has and a page has not: its types are in a library that excludes that of
// pages (W3C Service Workers).

/** Something that goes on until a promise is settled. */
interface Lasting extends Event {
  waitUntil(what: Promise<unknown>): void;
}

/** A page asks for something, and the worker may answer. */
export interface FetchEvent extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response> | Response): void;
}

/** Somebody pressed a notice, or one of its actions. */
export interface NoticeEvent extends Lasting {
  readonly notification: Notification;
  readonly action: string;
  /** What was written into the action's field. */
  readonly reply?: string | null;
}

/** An open page. */
export interface Page {
  readonly url: string;
  readonly focused?: boolean;
  focus(): Promise<Page>;
  navigate(url: string): Promise<Page | null>;
  postMessage(message: unknown): void;
}

interface Events {
  install: Lasting;
  activate: Lasting;
  fetch: FetchEvent;
  notificationclick: NoticeEvent;
}

/** The worker's own global. */
export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(which: { type: "window"; includeUncontrolled?: boolean }): Promise<readonly Page[]>;
    openWindow(url: string): Promise<Page | null>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Kind extends keyof Events>(
    kind: Kind,
    hear: (event: Events[Kind]) => void,
  ): void;
}

/** The one that this code runs in. */
export const scope = globalThis as unknown as WorkerScope;
