/** Notes of the sound: their pitch in hertz, and when each begins, in seconds. */
const NOTES = [{ pitch: 660, at: 0 }, { pitch: 880, at: 0.12 }] as const;
const LASTS = 0.25;
const LOUDNESS = 0.08;
/** How long a browser may take to let the page be heard, in milliseconds. */
const WAKES_WITHIN = 300;
const GESTURES = ["pointerdown", "keydown"] as const;

/** One for all sounds of a page: a browser has few, and one that is not let sound never ends. */
let shared: AudioContext | undefined;
let waits = false;

/**
 * Two soft notes: there is something new. False: the browser lets no page be heard before it was
 * touched; from the next touch on it will.
 */
export async function chime(): Promise<boolean> {
  if (typeof AudioContext === "undefined") return false;
  const audio = shared ??= new AudioContext();
  if (!await wakes(audio)) {
    awaitGesture(audio);
    return false;
  }
  for (const { pitch, at } of NOTES) {
    const starts = audio.currentTime + at;
    const [note, gain] = [new OscillatorNode(audio, { frequency: pitch }), new GainNode(audio)];
    gain.gain.setValueAtTime(LOUDNESS, starts);
    gain.gain.exponentialRampToValueAtTime(0.0001, starts + LASTS);
    note.connect(gain).connect(audio.destination);
    note.start(starts);
    note.stop(starts + LASTS);
    // What sleeps needs no power.
    if (at > 0) note.addEventListener("ended", () => void audio.suspend());
  }
  return true;
}

// Where it is not allowed, the promise waits for a gesture: a sound then would come from nowhere.
async function wakes(audio: AudioContext): Promise<boolean> {
  const late = new Promise((resolve) => setTimeout(resolve, WAKES_WITHIN));
  await Promise.race([audio.resume().catch(() => {}), late]);
  return audio.state === "running";
}

function awaitGesture(audio: AudioContext): void {
  if (waits) return;
  waits = true;
  const heard = new AbortController();
  for (const gesture of GESTURES) {
    addEventListener(gesture, () => {
      heard.abort();
      waits = false;
      void audio.resume().then(() => audio.suspend(), () => {});
    }, { signal: heard.signal });
  }
}
