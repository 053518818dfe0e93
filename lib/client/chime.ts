/** Notes of the sound: their pitch in hertz, and when each begins, in seconds. */
const NOTES = [{ pitch: 660, at: 0 }, { pitch: 880, at: 0.12 }] as const;
const LASTS = 0.25;
const LOUDNESS = 0.08;
/** A burst of messages is one piece of news. */
const QUIET_MS = 3_000;

let last = -Infinity;

/**
 * Two soft notes: there is something new. A browser that lets no page be heard before it was touched
 * keeps silent.
 */
export function chime(): void {
  const now = performance.now();
  if (now - last < QUIET_MS) return;
  last = now;
  const audio = new AudioContext();
  for (const { pitch, at } of NOTES) {
    const starts = audio.currentTime + at;
    const [note, gain] = [new OscillatorNode(audio, { frequency: pitch }), new GainNode(audio)];
    gain.gain.setValueAtTime(LOUDNESS, starts);
    gain.gain.exponentialRampToValueAtTime(0.0001, starts + LASTS);
    note.connect(gain).connect(audio.destination);
    note.start(starts);
    note.stop(starts + LASTS);
    if (at > 0) note.addEventListener("ended", () => void audio.close());
  }
}
