// What the page does that the worker shows without a connection; see lib/worker.
import "../lib/worker/disconnected.ts";
