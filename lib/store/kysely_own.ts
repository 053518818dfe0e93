import type { OwnStore } from "@/lib/chat/store.ts";

/** What is one person's alone, in SQL. */
export class KyselyOwn implements OwnStore {
  save(): Promise<never> {
    throw new Error("Cannot save: not built yet");
  }

  saved(): Promise<never> {
    throw new Error("Cannot save: not built yet");
  }

  savedIn(): Promise<never> {
    throw new Error("Cannot save: not built yet");
  }

  mentions(): Promise<never> {
    throw new Error("Cannot save: not built yet");
  }
}
