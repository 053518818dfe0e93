import { latin1 } from "./location_walk.ts";

interface Tracks {
  sound: RegExp;
  picture: RegExp;
}

/** How containers for both say which kinds of tracks they have, where they say it at their beginning. */
const TRACKS: Readonly<Record<string, Tracks>> = {
  // Codec ids, RFC 9559, section 5.1.4.1.21.
  "video/webm": { sound: /A_(?:OPUS|VORBIS)/, picture: /V_(?:VP[89]|AV1|MPEG|UNCOMPRESSED)/ },
  // Handlers, ISO/IEC 14496-12, section 8.4.3.
  "video/mp4": { sound: /hdlr[^]{8}soun/, picture: /hdlr[^]{8}(?:vide|auxv)/ },
};

/** Whether a container that could hold a film holds nothing but sound, as voice messages do. */
export function isSoundAlone(type: string, head: Uint8Array): boolean {
  const tracks = TRACKS[type];
  if (!tracks) return false;
  const text = latin1(head);
  return tracks.sound.test(text) && !tracks.picture.test(text);
}
