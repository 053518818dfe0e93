/** Something that was dropped or pasted; what it is can only be asked at that moment. */
export interface Brought {
  file: File | null;
  entry: FileSystemEntry | null | undefined;
}

/** Files that are taken of folders at once. */
export const MOST_AT_ONCE = 100;
/** What browsers call a picture that has no name of its own. */
const NAMELESS = /^image\.(\w+)$/;

/** The files in what was dropped, those of folders too; `more`: there were too many. */
export async function filesIn(
  brought: readonly Brought[],
): Promise<{ files: File[]; more: boolean }> {
  const files: File[] = [];
  let more = false;
  const waiting = brought.map(({ file, entry }) => entry?.isDirectory ? entry : file);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === null) continue;
    if (files.length >= MOST_AT_ONCE) {
      more = true;
      break;
    }
    if (next instanceof File) files.push(next);
    else if (isFile(next)) files.push(...await fileOf(next));
    else if (isFolder(next)) waiting.unshift(...await entriesOf(next));
  }
  return { files, more };
}

/** A pasted picture under a name that tells when it was. */
export function namedByTime(file: File, now: Date): File {
  const [, ending] = NAMELESS.exec(file.name) ?? [];
  if (ending === undefined) return file;
  const two = (n: number) => String(n).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(".");
  const { type, lastModified } = file;
  return new File([file], `${day} ${time}.${ending}`, { type, lastModified });
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

// One that cannot be read is left out.
function fileOf(entry: FileSystemFileEntry): Promise<File[]> {
  return new Promise((resolve) => entry.file((file) => resolve([file]), () => resolve([])));
}

/** All that is in a folder: a browser gives 100 at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length <= MOST_AT_ONCE) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([]))
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return all;
}
