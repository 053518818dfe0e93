// Unicode's first strong isolate and its end (UAX #9): what stands between them keeps its own
// direction, and does not turn the sentence around it.
const START = "\u2068";
const END = "\u2069";
const INSIDE = /\u2068([^\u2069]*)\u2069/;
// What would end the isolate before its time, or begin another that nobody ends.
const OF_ISOLATES = /[\u2066-\u2069]/g;

/**
 * Something that people wrote, for its place in a sentence. Only for what is shown as text: a label
 * that is compared, a file name or an address wants it as it is.
 */
export function isolate(text: string): string {
  return START + text.replace(OF_ISOLATES, "") + END;
}

/** The parts of a sentence: its own words at the even places, what was isolated at the odd ones. */
export function isolatesIn(sentence: string): string[] {
  return sentence.split(INSIDE);
}
