/** Text, line by line. */
export class TextLineStream extends TransformStream<string, string> {
  constructor() {
    let rest = "";
    super({
      transform(text, lines) {
        const parts = (rest + text).split("\n");
        rest = parts.pop() ?? "";
        parts.forEach((line) => lines.enqueue(line));
      },
      flush(lines) {
        if (rest !== "") lines.enqueue(rest);
      },
    });
  }
}
