const KEY = "conexao:note";

/** Leaves a sentence for the next page of this tab: why it is another one than was asked for. */
export function leaveNote(text: string): void {
  attempt((storage) => storage.setItem(KEY, text));
}

/** Takes the sentence that the page before has left. */
export function takeNote(): string | undefined {
  return attempt((storage) => {
    const note = storage.getItem(KEY) ?? undefined;
    storage.removeItem(KEY);
    return note;
  });
}

// A browser may forbid storage at any call; then nothing is said.
function attempt<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    return act(sessionStorage);
  } catch {
    return undefined;
  }
}
