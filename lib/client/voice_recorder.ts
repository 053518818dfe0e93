import { signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import { mediaDevices } from "./secure_doors.ts";

/** What a recorder is at; `why` there is nothing: nobody lets it hear, or there is nothing to hear by. */
export type Recording =
  | { kind: "idle" }
  | { kind: "asking" }
  | { kind: "on"; tape: Tape }
  | { kind: "failed"; why: "denied" | "missing" };

/** What runs while somebody speaks. */
interface Tape {
  recorder: MediaRecorder;
  pieces: Blob[];
  /** Lets go of the microphone. */
  end(): void;
}

/** Containers by what browsers record in, and how the files end; the first that a browser knows. */
const CONTAINERS = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "m4a"],
  ["audio/ogg;codecs=opus", "ogg"],
] as const;
/** Enough for a voice (RFC 7587, section 3.1.1): a quarter of a megabyte a minute. */
const BITS_PER_SECOND = 32_000;
/** Then it pauses, and what there is can be sent. */
export const LONGEST_SECONDS = 10 * 60;
const TICK_MS = 100;
/** How often a piece is handed over, so that little is lost with a device that fails. */
const PIECE_MS = 1_000;

/** Records a voice, and makes a file of it. */
export class VoiceRecorder {
  readonly state = signal<Recording>({ kind: "idle" });
  /** How loud it is just now, from 0 to 1. */
  readonly level = signal(0);
  readonly seconds = signal(0);
  readonly #clock: Clock;
  /** What the files are called, before when they were made. */
  readonly #name: string;

  constructor({ clock, name }: { clock: Clock; name: string }) {
    this.#clock = clock;
    this.#name = name;
  }

  /** Asks for the microphone, and begins. */
  async start(): Promise<void> {
    const { kind } = this.state.peek();
    if (kind === "asking" || kind === "on") return;
    const asking = { kind: "asking" } as const;
    this.state.value = asking;
    try {
      const stream = await mediaDevices()?.getUserMedia({ audio: true });
      if (!stream) throw new DOMException("Only secure pages record", "NotFoundError");
      // Whoever has changed their mind meanwhile is not heard.
      if (this.state.peek() === asking) this.#begin(stream);
      else silence(stream);
    } catch (error) {
      if (this.state.peek() !== asking) return;
      const denied = error instanceof DOMException && error.name === "NotAllowedError";
      this.state.value = { kind: "failed", why: denied ? "denied" : "missing" };
    }
  }

  /** What was recorded; `undefined`: nothing. */
  async finish(): Promise<File | undefined> {
    const state = this.state.peek();
    if (state.kind !== "on") return undefined;
    const { recorder, pieces } = state.tape;
    if (recorder.state !== "inactive") {
      const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
      recorder.stop();
      await stopped;
    }
    this.cancel();
    if (pieces.length === 0) return undefined;
    const [type] = recorder.mimeType.split(";");
    return new File(pieces, this.#fileName(recorder.mimeType), { type: type ?? "" });
  }

  /** Forgets what was recorded, or that nothing could be. */
  cancel(): void {
    const state = this.state.peek();
    if (state.kind === "on") state.tape.end();
    this.state.value = { kind: "idle" };
  }

  #begin(stream: MediaStream): void {
    const mimeType = CONTAINERS.map(([type]) => type).find((type) =>
      MediaRecorder.isTypeSupported(type)
    );
    const recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: BITS_PER_SECOND,
      ...mimeType === undefined ? {} : { mimeType },
    });
    const pieces: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => data.size > 0 && pieces.push(data));
    recorder.start(PIECE_MS);
    const ticking = this.#listen(stream, recorder);
    const end = () => {
      ticking.cancel();
      if (recorder.state !== "inactive") recorder.stop();
      silence(stream);
    };
    this.state.value = { kind: "on", tape: { recorder, pieces, end } };
  }

  #listen(stream: MediaStream, recorder: MediaRecorder): Timer {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 256 });
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const since = this.#clock.now();
    this.seconds.value = 0;
    const timer = this.#clock.every(TICK_MS, () => {
      if (recorder.state !== "recording") return this.level.value = 0;
      analyser.getFloatTimeDomainData(samples);
      this.level.value = Math.min(
        1,
        samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
      );
      this.seconds.value = Math.floor((this.#clock.now() - since) / 1_000);
      if (this.seconds.peek() >= LONGEST_SECONDS) recorder.pause();
    });
    return {
      cancel() {
        timer.cancel();
        void context.close();
      },
    };
  }

  #fileName(mimeType: string): string {
    const container = mimeType.split(";")[0];
    const known = CONTAINERS.find(([type]) => type.split(";")[0] === container);
    const moment = new Date(this.#clock.now()).toISOString().slice(0, 19).replaceAll(":", "");
    return `${this.#name}-${moment.replace("T", "-")}.${known?.[1] ?? "webm"}`;
  }
}

function silence(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
