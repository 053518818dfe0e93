import type { Message, User } from "@/lib/chat/model.ts";

// What is checked is what is used. The shapes of the first load are not at hand here: they would
// have to become a part of their own for it, which every page would load.

/** As much of a message as is needed to answer or change it. */
export type Quotable = Pick<Message, "seq" | "body" | "author" | "deleted">;

/** The people under `people`, or under `members` as `user` each. */
export function peopleIn(json: unknown): User[] {
  const rows = listIn(json, "people") ?? listIn(json, "members") ?? [];
  return rows.map((row) => fieldIn(row, "user") ?? row).filter(isUser);
}

/** The slug of the room under `room`. */
export function slugIn(json: unknown): string | undefined {
  const slug = fieldIn(fieldIn(json, "room"), "slug");
  return typeof slug === "string" ? slug : undefined;
}

/** The messages under `messages`. */
export function messagesIn(json: unknown): Quotable[] {
  return (listIn(json, "messages") ?? []).filter(isQuotable);
}

function isUser(json: unknown): json is User {
  return typeof fieldIn(json, "id") === "number" && typeof fieldIn(json, "name") === "string";
}

function isQuotable(json: unknown): json is Quotable {
  return typeof fieldIn(json, "seq") === "number" && typeof fieldIn(json, "body") === "string" &&
    isUser(fieldIn(json, "author"));
}

function listIn(json: unknown, name: string): unknown[] | undefined {
  const list = fieldIn(json, name);
  return Array.isArray(list) ? list : undefined;
}

function fieldIn(json: unknown, name: string): unknown {
  return json instanceof Object ? Reflect.get(json, name) : undefined;
}
