import type { Message } from "@/lib/chat/model.ts";
import { type Deed, firstSent } from "../record/deed.ts";
import type { Evidence } from "../record/evidence.ts";

/**
 * By when each deed had taken effect for certain: its first ack, or when somebody first saw it, be
 * it that its ack was lost. What somebody wants after that comes after it.
 */
export class Effects {
  readonly #seen = new Map<Deed, number>();

  constructor({ deeds, sightings }: Pick<Evidence, "deeds" | "sightings">) {
    const byPlace = Map.groupBy(
      deeds.filter(({ wish }) => wish.kind !== "post"),
      ({ room, wish }) => wish.kind === "post" ? "" : `${room} ${wish.seq}`,
    );
    const posts = new Map(
      deeds.filter(({ wish, id }) => wish.kind === "post" && id !== undefined)
        .map((deed) => [`${deed.author} ${deed.id}`, deed]),
    );
    for (const { at, user, message } of sightings) {
      const post = posts.get(`${message.author.id} ${message.id}`);
      if (post) this.#note(post, at);
      for (const deed of byPlace.get(`${message.room} ${message.seq}`) ?? []) {
        // To oneself a change is shown as done long before it is.
        if (user !== deed.author && shows(message, deed)) this.#note(deed, at);
      }
    }
  }

  /** Never for certain: `Infinity`. */
  by(deed: Deed): number {
    return Math.min(deed.acks[0]?.at ?? Infinity, this.#seen.get(deed) ?? Infinity);
  }

  #note(deed: Deed, at: number): void {
    if (at < firstSent(deed)) return;
    this.#seen.set(deed, Math.min(at, this.#seen.get(deed) ?? Infinity));
  }
}

// A state that its author had seen before says nothing: it may just be late on another screen.
function shows(message: Message, { wish, author }: Deed): boolean {
  if (wish.kind === "post" || message.rev <= wish.base) return false;
  if (wish.kind === "edit") return message.body === wish.body;
  if (wish.kind === "delete") return message.deleted === true;
  if (wish.kind === "pin") return wish.on === (message.pinned ?? false);
  const reaction = message.reactions?.find(({ emoji }) => emoji === wish.emoji);
  return wish.on === (reaction?.users.includes(author) ?? false);
}
