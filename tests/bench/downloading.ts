import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { residentOf } from "./resident_of.ts";

/** What giving a file out costs, against a server that does nothing else. */
export interface DownloadCost {
  /** Bytes a second. */
  rate: number;
  /** The same of the bare server. */
  bare: number;
  /** Bytes that the process grew by at most. */
  growth: number;
}

/** An instance, and how a bare server finds what is kept under an id. */
export interface Place {
  url: string;
  pid: number;
  bare(blob: string): readonly string[];
}

const MIB = 1 << 20;
const TIMES = 3;

/** Sends a file of so many MiB to an instance, and takes it from there, and from a bare server. */
export async function downloading(place: Place, mib: number): Promise<DownloadCost> {
  const ana = await Person.named("Ana", place.url);
  const id = await send(ana, mib);
  const { id: room } = await ana.room();
  const body = { id: newId(), body: "", files: [id] };
  const posted = await ana.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body });
  if (posted.status !== 201) throw new Error(`Not posted: ${posted.text}`);
  const bare = await startBare(place.bare(id));
  try {
    const [rates, bares]: [number[], number[]] = [[], []];
    let growth = 0;
    for (let times = 0; times < TIMES; times++) {
      bares.push((await take(`http://127.0.0.1:${bare.port}/`, "")).rate);
      const own = await take(`${place.url}/f/${id}`, ana.cookie ?? "", place.pid);
      rates.push(own.rate);
      growth = Math.max(growth, own.growth);
    }
    return { rate: Math.max(...rates), bare: Math.max(...bares), growth };
  } finally {
    bare.child.kill("SIGKILL");
    await bare.child.status;
  }
}

async function send(person: Person, mib: number): Promise<string> {
  const piece = crypto.getRandomValues(new Uint8Array(65_536));
  async function* pieces() {
    for (let n = 0; n < mib * 16; n++) {
      // No two of them are the same.
      new DataView(piece.buffer).setUint32(0, n);
      yield piece.slice();
    }
  }
  const headers = { "tus-resumable": "1.0.0", cookie: person.cookie ?? "" };
  const announced = await fetch(`${person.url}/tus`, {
    method: "POST",
    headers: { ...headers, "upload-length": String(mib * MIB), "upload-metadata": "filename Zi5i" },
  });
  const location = announced.headers.get("location") ?? "";
  const taken = await fetch(person.url + location, {
    method: "PATCH",
    headers: {
      ...headers,
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
    },
    body: ReadableStream.from(pieces()),
  });
  if (taken.status !== 204) throw new Error(`Not taken: ${taken.status} ${await taken.text()}`);
  return location.slice(location.lastIndexOf("/") + 1);
}

async function startBare(
  args: readonly string[],
): Promise<{ port: number; child: Deno.ChildProcess }> {
  const script = new URL("bare_files.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net", "--allow-read", "--allow-env", "--allow-sys", script, ...args],
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  return { port: Number(new TextDecoder().decode(value)), child };
}

/** Takes all that an address gives, and throws it away. */
async function take(
  address: string,
  cookie: string,
  pid = Deno.pid,
): Promise<{ rate: number; growth: number }> {
  const before = residentOf(pid);
  let [size, most] = [0, before];
  const begun = performance.now();
  const { status, body } = await fetch(address, { headers: { cookie } });
  if (status !== 200 || body === null) throw new Error(`No file: ${status}`);
  let looked = begun;
  for await (const piece of body) {
    size += piece.length;
    if (performance.now() - looked < 50) continue;
    looked = performance.now();
    most = Math.max(most, residentOf(pid));
  }
  return { rate: size / (performance.now() - begun) * 1_000, growth: most - before };
}
