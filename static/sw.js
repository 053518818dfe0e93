// The service worker: what it is made of lies in lib/worker, and is joined when the app is built.
import "../lib/worker/worker.ts";
