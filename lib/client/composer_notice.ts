import type { Command } from "./commands.ts";
import type { Change } from "./deeds.ts";
import type { Changing } from "./entry.ts";

/** What can be done about a notice; the words for it are the page's. */
export interface Way {
  kind: "send" | "code" | "file" | "parts" | "again" | "discard" | "leave";
  run(): void;
}

interface Common {
  ways: readonly Way[];
  /** It is over with the next change of the text. */
  passing?: boolean;
  /** What was written was not done, and goes back into the field. */
  failed?: boolean;
}

/** Something to tell above the field. */
export type Notice =
  & Common
  & (
    /** There is no such command. */
    | { kind: "unknown"; name: string }
    /** A long text was pasted. */
    | { kind: "long" }
    /** The text is too long for one message. */
    | { kind: "over"; parts: number }
    /** The message that was being changed was deleted. */
    | { kind: "gone" }
    /** A change was finally refused; `why`: an error's code, or `store`. */
    | { kind: "refused"; what: Change["kind"]; why: string }
    /** A command needs more to be said after its name. */
    | { kind: "needs"; command: Command }
    /** Nobody is called so. */
    | { kind: "nobody"; name: string }
    /** A command was not done; `why`: an error's code. */
    | { kind: "undone"; why: string }
    /** To be confirmed. */
    | { kind: "leave" }
    | { kind: "invited"; names: readonly string[] }
    | { kind: "notify"; on: boolean }
  );

/** Tells of a change that was finally refused. An edit's text can be taken up again. */
export function refusedNotice(
  { kind: what, why = "internal", ...refused }: Changing,
  { discard, again }: { discard(): void; again(seq: number, text: string): void },
): Notice {
  const ways: Way[] = [{ kind: "discard", run: discard }];
  if ("body" in refused) {
    const { seq, body } = refused;
    const run = () => {
      discard();
      again(seq, body);
    };
    ways.unshift({ kind: "again", run });
  }
  return { kind: "refused", what, why, ways };
}
