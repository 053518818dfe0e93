import type { Message } from "@/lib/chat/model.ts";
import { lineOf } from "@/lib/chat/system_line.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { listed } from "../ui/listed.ts";

/** What a line has in common with those that are told with it; `undefined`: it stands alone. */
export function sameLine({ kind, body, author }: Message): string | undefined {
  const { event } = kind === "system" && lineOf(body) || {};
  if (event === "joined" || event === "left") return event;
  return event === "invited" || event === "removed" ? event + author.id : undefined;
}

/**
 * What happened in the room, in the reader's words; `lines` are all of one kind.
 *
 * @param mark what is done to each name and topic, where the sentence is to be shown
 */
export function toldLine(
  lines: readonly [Message, ...Message[]],
  speech: Speech<"chat">,
  mark: (text: string) => string = (text) => text,
): string {
  const [{ body, author }] = lines;
  const line = lineOf(body);
  if (!line) return mark(body);
  const { event } = line;
  const [name, topic] = ["name" in line ? line.name : "", "topic" in line ? line.topic : ""];
  const whom = new Set(lines.map((one) => nameIn(one) || nameOf(one.author, speech)));
  return speech.say(event === "topic" && !topic ? "sys.topic.none" : `sys.${event}`, {
    ...{ by: mark(nameOf(author, speech)), name: mark(name), topic: mark(topic), n: whom.size },
    who: listed([...whom].map(mark), whom.size, speech),
  });
}

/** Whom a line is about, beside its author. */
function nameIn({ body }: Message): string | undefined {
  const line = lineOf(body);
  return line && "name" in line ? line.name : undefined;
}

function nameOf({ name }: Message["author"], speech: Speech<"chat">): string {
  return name || speech.say("person.gone");
}
