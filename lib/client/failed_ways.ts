import { LIMITS } from "@/lib/chat/limits.ts";
import type { Conversation } from "./conversation.ts";
import type { Unsent } from "./entry.ts";

/** A message as far as it tells why it failed. */
type Failed = Pick<Unsent, "why" | "files">;

/** What can be done about a failed message, each by its id; `longest` message, in UTF-16 units. */
export interface FailedWays {
  longest: number;
  /** It is its files that the server has no more. */
  lacksFile(failed: Failed): boolean;
  retry(id: string): void;
  edit(id: string): void;
  discard(id: string): void;
}

/** The ways out for messages of a room's page that were not taken. */
export function failedWays(talk: Conversation): FailedWays {
  const { feed } = talk;
  return {
    longest: LIMITS.body,
    lacksFile,
    retry: (id) => feed.retry(id),
    edit: (id) => takeBack(talk, id),
    discard: (id) => void feed.discard(id),
  };
}

/** Puts a failed message back where it was made, to be changed and sent as a new one. */
function takeBack({ feed, composer, files }: Conversation, id: string): void {
  const failed = feed.unsent.value.find((entry) => entry.id === id);
  if (!failed) return;
  const { body, replyTo } = failed;
  const its = lacksFile(failed) ? undefined : failed.files;
  void composer.ask((composer) => {
    composer.takeBack(body, replyTo);
    if (its) files.ask((desk) => desk.uploads.takeBack(its));
    void feed.discard(id);
  });
}

/** What the server says of files that it has forgotten, or that belong to another message. */
const LACKING = ["invalid", "not_found", "conflict"];

function lacksFile({ why = "", files }: Failed): boolean {
  return files !== undefined && LACKING.includes(why);
}
