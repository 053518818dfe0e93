import { newId } from "./new_id.ts";
import { type Person, read } from "./person.ts";
import { TusHand } from "./tus_hand.ts";

/** A file of no bytes is all here as soon as it is announced. */
const EMPTY = { status: 204, text: "" };

/** A file as somebody sends it. */
export interface SentFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Sends a file. @returns its id */
export async function sendFile(person: Person, { name, bytes }: SentFile): Promise<string> {
  const hand = new TusHand(person);
  const path = await hand.begin(name, bytes.length);
  const { status, text } = bytes.length === 0 ? EMPTY : await hand.bring(path, 0, bytes);
  if (status !== 204) throw new Error(`${name} is not taken: ${text}`);
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Sends files and posts them to a room, in one message. @returns their ids, and its `seq` */
export async function shareFiles(
  person: Person,
  room: number,
  ...sent: SentFile[]
): Promise<{ ids: string[]; seq: number }> {
  const ids: string[] = [];
  for (const file of sent) ids.push(await sendFile(person, file));
  const body = { id: newId(), body: "", files: ids };
  const answer = await person.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body });
  if (answer.status !== 201) throw new Error(`The message is not taken: ${answer.text}`);
  return { ids, seq: read(answer).message.seq };
}
