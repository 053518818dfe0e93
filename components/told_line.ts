import type { Message } from "@/lib/chat/model.ts";
import { lineOf } from "@/lib/chat/system_line.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { listed } from "./listed.ts";

/** What a line has in common with those that are told in one sentence with it; `undefined`: it stands alone. */
export function sameLine({ kind, body, author }: Message): string | undefined {
  const line = kind === "system" ? lineOf(body) : undefined;
  if (!line || line.event === "renamed" || line.event === "topic") return undefined;
  return "name" in line ? `${line.event} ${author.id}` : line.event;
}

/** What happened in the room, in the reader's words; `lines` are all of one kind. */
export function toldLine(lines: readonly Message[], speech: Speech<"chat">): string {
  const [first] = lines;
  const line = first && lineOf(first.body);
  if (!line) return first?.body ?? "";
  const by = first.author.name || speech.say("person.gone");
  switch (line.event) {
    case "joined":
    case "left": {
      const people = new Map(lines.map(({ author }) => [author.id, author.name]));
      const names = [...people.values()].map((name) => name || speech.say("person.gone"));
      const n = names.length;
      return speech.say(`sys.${line.event}`, { n, who: listed(names, n, speech) });
    }
    case "invited":
    case "removed": {
      const names = [...new Set(lines.map(nameIn))];
      return speech.say(`sys.${line.event}`, { by, who: listed(names, names.length, speech) });
    }
    case "renamed":
      return speech.say("sys.renamed", { by, name: line.name });
    case "topic":
      if (line.topic === "") return speech.say("sys.topic.none", { by });
      return speech.say("sys.topic", { by, topic: line.topic });
  }
}

function nameIn({ body }: Message): string {
  const line = lineOf(body);
  return line && "name" in line ? line.name : "";
}
