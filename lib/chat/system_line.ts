/** What happened in a room, as its history tells it; who did it is the message's author. */
export type SystemLine =
  | { event: "joined" | "left" }
  /** `name`: of whom, as it was then. */
  | { event: "invited" | "removed"; name: string }
  /** `name`: that of the room from then on. */
  | { event: "renamed"; name: string }
  /** `topic`: "" where it was taken away. */
  | { event: "topic"; topic: string };

const SHAPE = /^(joined|left|invited|removed|renamed|topic)(?:: ([^]*))?$/;

/** The body of the message that tells it: `joined`, `renamed: Sala 3`. */
export function bodyOfLine(line: SystemLine): string {
  if ("name" in line) return `${line.event}: ${line.name}`;
  return line.event === "topic" ? `topic: ${line.topic}` : line.event;
}

/** What a system message tells; `undefined`: something that this version does not know. */
export function lineOf(body: string): SystemLine | undefined {
  const [, event, rest = ""] = SHAPE.exec(body) ?? [];
  switch (event) {
    case "joined":
    case "left":
      return { event };
    case "invited":
    case "removed":
    case "renamed":
      return { event, name: rest };
    case "topic":
      return { event, topic: rest };
    default:
      return undefined;
  }
}
