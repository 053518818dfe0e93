import { Answered, Closing } from "@/lib/chat/answered.ts";
import { ServerFrame } from "@/lib/chat/protocol.ts";

/** What a stream of server-sent events has said: frames, and how it was closed at the end. */
export interface Told {
  frames: ServerFrame[];
  close?: Closing | undefined;
}

/** Reads events one by one, as they come; each is read by the protocol's own schema. */
export async function* eventsOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<ServerFrame | Closing> {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) yield eventOf(event);
  }
}

/** Whether it is a frame, and not the end. */
export function isFrame(told: ServerFrame | Closing): told is ServerFrame {
  return "t" in told;
}

/** Reads the answer of a long poll, or of a request with frames. */
export async function answerOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Told> {
  return Answered.parse(JSON.parse(await new Response(body).text()));
}

function eventOf(event: string): ServerFrame | Closing {
  const fields = Object.fromEntries(event.split("\n").map((line) => line.split(/: (.*)/s, 2)));
  const data: unknown = JSON.parse(fields.data);
  return fields.event === "close" ? Closing.parse(data) : ServerFrame.parse(data);
}
