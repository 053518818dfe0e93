import { expect } from "expect";
import { type Brought, filesIn, MOST_AT_ONCE, namedByTime } from "@/lib/client/brought_files.ts";

type Handed<What> = (what: What) => void;

/** What a browser hands over for a folder: a hundred entries at a time, at most. */
function folder(entries: readonly FileSystemEntry[]): FileSystemEntry {
  const made = {
    ...{ isFile: false, isDirectory: true },
    createReader() {
      const left = [...entries];
      return {
        readEntries: (hand: Handed<FileSystemEntry[]>) => hand(left.splice(0, 100)),
      };
    },
  };
  return made as unknown as FileSystemEntry;
}

function file(name: string, readable = true): FileSystemEntry {
  const made = {
    ...{ isFile: true, isDirectory: false },
    file: (hand: Handed<File>, fail: Handed<DOMException>) =>
      readable ? hand(new File(["x"], name)) : fail(new DOMException("gone")),
  };
  return made as unknown as FileSystemEntry;
}

function dropped(entry: FileSystemEntry): Brought {
  // A browser makes a file of a folder, too, which cannot be read.
  return { entry, file: new File([], "pasta") };
}

Deno.test("the files of a folder and of those in it are taken, in their order", async () => {
  const inner = folder([file("b.txt"), file("c.txt")]);
  const { files, more } = await filesIn([
    dropped(folder([file("a.txt"), inner, file("d.txt")])),
    { file: new File(["x"], "e.txt"), entry: undefined },
  ]);
  expect(files.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]);
  expect(more).toBe(false);
});

Deno.test("of very many files the first are taken, and it is told that there were more", async () => {
  const many = Array.from({ length: 250 }, (_, n) => file(`${n}.txt`));
  const { files, more } = await filesIn([dropped(folder(many))]);
  expect(files.length).toBe(MOST_AT_ONCE);
  expect(more).toBe(true);
});

Deno.test("an empty folder has no files, and what cannot be read is left out", async () => {
  expect((await filesIn([dropped(folder([]))])).files).toEqual([]);
  const { files } = await filesIn([dropped(folder([file("a.txt", false), file("b.txt")]))]);
  expect(files.map(({ name }) => name)).toEqual(["b.txt"]);
});

Deno.test("a pasted picture is named by its time; what has a name keeps it", () => {
  const now = new Date(2026, 2, 2, 9, 5, 7);
  const named = namedByTime(new File(["x"], "image.png", { type: "image/png" }), now);
  expect([named.name, named.type, named.size]).toEqual(["2026-03-02 09.05.07.png", "image/png", 1]);
  expect(namedByTime(new File(["x"], "bancada.png"), now).name).toBe("bancada.png");
});
