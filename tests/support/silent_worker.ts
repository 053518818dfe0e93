/// <reference lib="deno.worker" />
// In place of the worker that makes previews: takes a picture, says so to the test, and never comes to
// an end with it.
const channel = new BroadcastChannel("silent worker");

self.onmessage = ({ data }: MessageEvent<object>) => {
  if ("codecs" in data) self.postMessage({ ready: true });
  else channel.postMessage("has a picture");
};
