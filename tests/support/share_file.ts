import { newId } from "./new_id.ts";
import { type Person, read } from "./person.ts";

/** A file as somebody sends it. */
export interface SentFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Sends a file in one request, by tus 1.0 (creation-with-upload). @returns its id */
export async function sendFile(person: Person, { name, bytes }: SentFile): Promise<string> {
  const encoded = new TextEncoder().encode(name).toBase64();
  const response = await fetch(`${person.url}/tus`, {
    method: "POST",
    headers: {
      "cookie": person.cookie ?? "",
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${encoded}`,
      "content-type": "application/offset+octet-stream",
    },
    body: bytes,
  });
  await response.body?.cancel();
  const id = /\/tus\/([0-9a-f]{32})$/.exec(response.headers.get("location") ?? "")?.[1];
  if (response.status !== 201 || id === undefined) {
    throw new Error(`${name} is not taken: ${response.status}`);
  }
  return id;
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
