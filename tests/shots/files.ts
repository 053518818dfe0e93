import type { SentFile } from "../support/share_file.ts";
import { silence } from "../support/small_files.ts";
import { bench, board, racks, topology } from "./drawing.ts";
import type { FileName } from "./talk.ts";

const TEXT = new TextEncoder();
const CSV = "vlan,nome,rede\n10,alunos,10.0.10.0/24\n20,professores,10.0.20.0/24\n";

/** What each file of the world holds. */
const CONTENTS: Readonly<Record<FileName, () => Uint8Array<ArrayBuffer>>> = {
  "bancada-3.png": bench,
  "racks.png": racks,
  "topologia.png": topology,
  "quadro.png": board,
  "roteiro-aula-5.pdf": () => TEXT.encode("%PDF-1.4\n" + "roteiro ".repeat(30_000)),
  "vlans.csv": () => TEXT.encode(CSV),
  "captura-da-manhã.pcapng": () => new Uint8Array(1_340_000).fill(7),
  "recado.wav": () => silence(42),
};

/** A file of the world, to be sent. */
export function fileNamed(name: FileName): SentFile {
  return { name, bytes: CONTENTS[name]() };
}
