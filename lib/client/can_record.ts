/** Whether this browser records: over plain HTTP none does (W3C Media Capture and Streams, section 10). */
export function canRecord(): boolean {
  return typeof navigator !== "undefined" && "mediaDevices" in navigator &&
    typeof MediaRecorder !== "undefined";
}
